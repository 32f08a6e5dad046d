"""A loudspeaker or a microphone that is not there, or is taken away in the middle: said, and the talk goes on."""

from __future__ import annotations

from real_window import QUICK, Open
from sound_server import SoundServer, sound_card

__all__ = ["sound_card"]

SPOKEN = QUICK.replace("engine = 'silent'", "engine = 'hibari'")
PRESS = "program.window.chat.composer.microphone.click()"


def test_a_sound_card_taken_away_in_mid_speech(real_window: Open, sound_card: SoundServer) -> None:
    window = real_window(settings=SPOKEN)
    window.wait_ready()
    long = "This long sentence is being spoken while somebody takes the loudspeaker away, and it is not lost."
    window.ask(f"program._say({long!r})")
    window.wait("program.conversation.state.value == 'speaking'")
    assert window.notice("sound") == ""
    sound_card.kill()
    assert "She goes on without sound" in window.wait("program.window.chat.notices.text('sound')")
    window.wait("program.conversation.state.value == 'idle'")
    assert window.texts == [long, f"You said: {long}"], "heard to its end, silently"
    sound_card.start()
    window.say("Is it back?")
    assert window.texts[-1] == "You said: Is it back?"
    assert window.notice("mistake") == window.notice("turn") == ""
    assert window.end() == 0


def test_a_microphone_that_is_not_there_and_one_that_is_taken_away(real_window: Open) -> None:
    with SoundServer() as server:
        window = real_window(settings=SPOKEN)
        window.wait_ready()
        window.ask(PRESS)
        window.wait("program.window.chat.strip.isVisible()")
        server.kill()
        assert "You can go on writing" in window.wait("program.window.chat.notices.text('ears')")
        window.wait("not program.window.chat.strip.isVisible()")
        window.ask("program.window.chat.notices.withdraw('ears')")
        window.ask(PRESS)
        assert "You can go on writing" in window.wait("program.window.chat.notices.text('ears')")
        window.say("Then I write.")
        assert window.texts[-1] == "You said: Then I write."
        assert window.end() == 0
