"""What she does with what is heard: her face feels each sentence when it begins, her mouth follows its sound."""

from __future__ import annotations

from collections.abc import Callable

from companion.audio.player import Player
from companion.avatar.avatar import Avatar
from companion.conversation import Conversation, State
from companion.messages import MouthPose, SentenceReady
from companion.recording.recorder import Recorder


class Performance:
    """Stands between the player and the face; owns neither. ``frame`` is called once a frame, before she is updated."""

    def __init__(self, player: Player, conversation: Conversation) -> None:
        """Take the player's reports."""
        self._player = player
        self._conversation = conversation
        self.actor: Avatar | None = None
        self.recorder: Recorder | None = None
        self.caption: Callable[[str], None] = lambda _text: None
        """Gets what she says from now on; empty: nothing."""
        self._speaking = False
        self._heard: tuple[SentenceReady, float] | None = None
        player.on_started = self._started
        player.on_finished = self._finished
        player.on_held_up = self._held_up
        player.on_resumed = self._resumed
        player.on_stopped = self._stopped

    @property
    def who(self) -> str:
        """Whose voice it is."""
        return self._conversation.persona.name

    def play(self, sentence: SentenceReady) -> None:
        """Queue a sentence to be heard."""
        self._player.play(sentence)

    def hush(self) -> float:
        """Stop the sound at once; returns the part of the current sentence that was heard."""
        return self._player.stop()

    def toggle_pause(self) -> None:
        """Let her hold her tongue in the middle of a sentence, or go on."""
        if self._player.paused:
            self._player.resume()
        else:
            self._player.pause()

    def frame(self, _dt: float = 0.0) -> None:
        """Let the mouth be where the sound is."""
        self._player.poll()
        actor = self.actor
        sentence = self._player.current
        speaking = sentence is not None
        if actor is None:
            return
        if speaking != self._speaking:
            self._speaking = speaking
            actor.speaking(speaking)
        actor.life.thinking = self._conversation.state is State.THINKING
        if speaking:
            actor.life.attend()
        if sentence is None or self._player.held_up:
            actor.set_mouth(*MouthPose())
        else:
            actor.set_mouth(*sentence.mouth.at(self._player.position))

    def begin_recording(self, recorder: Recorder) -> None:
        """Tell ``recorder`` of all sound from now on, beginning with what is being heard; again after a pause."""
        self.recorder = recorder
        if self._heard is not None and self._player.current is self._heard[0] and not self._player.held_up:
            sentence, at = self._heard
            recorder.sentence_started(sentence, at)

    def _started(self, sentence: SentenceReady, at: float) -> None:
        self._heard = (sentence, at)
        if self.actor is not None:
            self.actor.express(sentence.emotion)
        if self.recorder is not None:
            self.recorder.sentence_started(sentence, at)
        self.caption(sentence.text)
        self._conversation.sentence_started(sentence)

    def _finished(self, sentence: SentenceReady, _at: float) -> None:
        self._heard = None
        self.caption("")
        self._conversation.sentence_finished(sentence)

    def _held_up(self, at: float) -> None:
        if self.recorder is not None:
            self.recorder.sound_stopped(at)

    def _resumed(self, sentence: SentenceReady, at: float, heard_from: float) -> None:
        self._heard = (sentence, at)
        if self.recorder is not None:
            self.recorder.sentence_started(sentence, at, heard_from=heard_from)

    def _stopped(self, at: float) -> None:
        self._heard = None
        self.caption("")
        self._held_up(at)
