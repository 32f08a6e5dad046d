"""What she does with what is heard: her face feels each sentence when it begins, her mouth follows its sound."""

from __future__ import annotations

from typing import Protocol

from companion.audio.player import Player
from companion.avatar.mouth import MouthTrack
from companion.conversation import Conversation
from companion.messages import EmotionScores, SentenceReady
from companion.recording.recorder import Recorder


class Actor(Protocol):
    """The expressive side of a character."""

    def express(self, emotion: EmotionScores) -> None:
        """Show an emotion."""

    def speaking(self, speaks: bool) -> None:
        """Begin or end to speak."""

    def set_mouth(self, opening: float) -> None:
        """Open the mouth, 0..1."""


class Performance:
    """Stands between the player and the face; owns neither. ``frame`` is called once a frame, before she is updated."""

    def __init__(self, player: Player, conversation: Conversation) -> None:
        """Take the player's reports."""
        self._player = player
        self._conversation = conversation
        self.actor: Actor | None = None
        self.recorder: Recorder | None = None
        self._tracks: dict[int, MouthTrack] = {}
        self._mouth: MouthTrack | None = None
        self._speaking = False
        self._heard: tuple[SentenceReady, float] | None = None
        player.on_started = self._started
        player.on_finished = self._finished
        player.on_stopped = self._stopped

    def play(self, sentence: SentenceReady) -> None:
        """Queue a sentence to be heard."""
        # Computed now, not when it is heard: that frame has enough to do.
        self._tracks[id(sentence)] = MouthTrack.from_pcm(sentence.pcm, sentence.sample_rate)
        self._player.play(sentence)

    def hush(self) -> float:
        """Stop the sound at once; returns the part of the current sentence that was heard."""
        part = self._player.stop()
        self._tracks.clear()
        self._mouth = None
        return part

    def frame(self, _dt: float = 0.0) -> None:
        """Let the mouth be where the sound is."""
        self._player.poll()
        actor = self.actor
        speaking = self._player.current is not None
        if actor is None:
            return
        if speaking != self._speaking:
            self._speaking = speaking
            actor.speaking(speaking)
        actor.set_mouth(self._mouth.value(self._player.position) if self._mouth and speaking else 0.0)

    def begin_recording(self, recorder: Recorder) -> None:
        """Tell ``recorder`` of all sound from now on, beginning with what is being heard."""
        self.recorder = recorder
        if self._heard is not None and self._player.current is self._heard[0]:
            sentence, at = self._heard
            recorder.sentence_started(sentence.pcm, sentence.sample_rate, at)

    def _started(self, sentence: SentenceReady, at: float) -> None:
        self._mouth = self._tracks.pop(id(sentence), None)
        self._heard = (sentence, at)
        if self.actor is not None:
            self.actor.express(sentence.emotion)
        if self.recorder is not None:
            self.recorder.sentence_started(sentence.pcm, sentence.sample_rate, at)
        self._conversation.sentence_started(sentence)

    def _finished(self, sentence: SentenceReady, _at: float) -> None:
        self._mouth = None
        self._heard = None
        self._conversation.sentence_finished(sentence)

    def _stopped(self, at: float) -> None:
        self._mouth = None
        self._heard = None
        if self.recorder is not None:
            self.recorder.sound_stopped(at)
