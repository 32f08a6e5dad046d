"""An engine child for tests that answers by a script: tones for a voice, and on demand the ways an engine can fail.

Words in the user's text: ``crash`` dies in the middle of the reply, ``hang`` falls silent, ``fail`` fails in words,
``empty`` answers nothing. Everything else is answered in two sentences of 0.6 s, joyful and sad.
"""

from __future__ import annotations

import os
import threading
import time
from multiprocessing.connection import Connection

import numpy as np

from companion.lips.track import mouth_track
from companion.messages import (
    AskServer,
    CancelTurn,
    Configure,
    Dreaming,
    EmotionScores,
    EngineFailed,
    Ping,
    Pong,
    Progress,
    PromptShown,
    Ready,
    ReplyText,
    ReplyVariant,
    SentenceReady,
    ServerAnswered,
    ShowPrompt,
    Shutdown,
    Sleep,
    Slept,
    StartTurn,
    TurnDone,
    TurnFailed,
    WakeUp,
)

RATE = 24000
SLEEP_SECONDS = 1.0
"""So long she sleeps when nothing wakes her; a night brings one memory of each day."""
SENTENCES = (("I am glad to see you.", "joy", 440.0), ("But it rains today.", "sadness", 660.0))


def tone(seconds: float, hertz: float) -> np.ndarray:
    """Return a tone that swells and fades three times a second, as syllables do."""
    t = np.arange(int(RATE * seconds)) / RATE
    return (0.5 * np.sin(2 * np.pi * hertz * t) * np.sin(np.pi * 3 * t) ** 2).astype(np.float32)


def _looked_up(message: ShowPrompt | AskServer) -> PromptShown | ServerAnswered:
    if isinstance(message, ShowPrompt):
        shown = f"{message.turn.persona.description} | {message.turn.text}"
        return PromptShown(message.turn.turn_id, shown, 42, 2048)
    refused = "refused" in message.config.option("base_url")
    return ServerAnswered(error="The server says no.") if refused else ServerAnswered(("one", "two"))


def run(connection: Connection) -> None:
    """Serve until Shutdown or the end of the pipe."""
    cancelled: set[int] = set()
    lock = threading.Lock()
    configs = 0

    def tell(message: object) -> None:
        with lock:
            connection.send(message)

    def answer(turn: StartTurn) -> None:
        number, text = turn.turn_id, turn.text
        if "fail" in text:
            tell(TurnFailed(number, "The text model is out of memory; choose a smaller one."))
            return
        said = ""
        for index, (sentence, emotion, hertz) in enumerate(SENTENCES if "empty" not in text else ()):
            for word in sentence.split():
                if number in cancelled:
                    tell(TurnDone(number, said, cancelled=True))
                    return
                tell(ReplyText(number, (" " if said else "") + word))
                said += (" " if said else "") + word
                time.sleep(0.01)
            sound = tone(8.0 if "slowly" in text else 0.6, hertz)
            feeling = EmotionScores.only(emotion)
            tell(SentenceReady(number, index, sentence, sentence, feeling, sound, RATE, mouth_track(sound, RATE)))
            if index == 0 and "crash" in text:
                time.sleep(0.2)
                os._exit(3)
            if index == 0 and "hang" in text:
                with lock:
                    time.sleep(600)
        for other in range(1, turn.sampling.n):
            tell(ReplyVariant(number, f"Variant {other + 1}."))
        tell(TurnDone(number, said, cut="long" in text))

    woken = threading.Event()

    def sleep(order: Sleep) -> None:
        tell(Dreaming(0.5))
        if woken.wait(SLEEP_SECONDS):
            tell(Slept(interrupted=True))
        else:
            tell(Slept(len(order.days), ("A memory.",) * len(order.days)))

    try:
        while True:
            message = connection.recv()
            if isinstance(message, StartTurn | WakeUp | Configure):
                woken.set()
            if isinstance(message, Configure):
                configs += 1
                if message.config.llm == "broken":
                    tell(EngineFailed("The text model broken is not there; choose another."))
                    continue
                if message.config.llm == "dies":
                    os._exit(4)
                tell(Progress("Loading the script…", 0.5))
                tell(Ready("Script", "Tone", f"configured {configs} times as {message.config.llm}"))
            elif isinstance(message, Ping):
                tell(Pong(message.number))
            elif isinstance(message, StartTurn):
                threading.Thread(target=answer, args=(message,), daemon=True).start()
            elif isinstance(message, ShowPrompt | AskServer):
                tell(_looked_up(message))
            elif isinstance(message, CancelTurn):
                cancelled.add(message.turn_id)
            elif isinstance(message, Sleep):
                woken.clear()
                threading.Thread(target=sleep, args=(message,), daemon=True).start()
            elif isinstance(message, Shutdown):
                return
    except (EOFError, OSError):
        return
