"""What she does of her own: sleep at night over the day's talk, and begin to talk when she may."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from companion import paths
from companion import settings as s
from companion.audio.microphone_use import microphone_in_use
from companion.conversation import Conversation, State
from companion.history import History
from companion.initiative import Initiative, Moment, hint, is_bedtime, wishes
from companion.messages import Dreaming, Sleep, SleepEvent, Slept, TalkDay, WakeUp
from companion.nights import LAST_DAYS, talk_days
from companion.settings import Settings
from companion.ui.avatar_view import AvatarView
from companion.ui.engine_process import EngineProcess, EngineState
from companion.ui.notices import Notices
from companion.ui.presence import Presence

logger = logging.getLogger(__name__)

LOOK_MS = 10_000


class Solitude(QObject):
    """Looks about every few seconds. ``busy`` tells whether a recording or listening goes on, or a text is begun."""

    changed = Signal()
    """She fell asleep, dreams on, or woke up."""

    def __init__(
        self,
        settings: Settings,
        history: History,
        conversation: Conversation,
        *,
        engine: EngineProcess,
        stage: AvatarView,
        notices: Notices,
        listening: Callable[[], bool],
        busy: Callable[[], bool],
        now: Callable[[], datetime] = datetime.now,
        in_call: Callable[[], bool] = microphone_in_use,
        parent: QObject | None = None,
    ) -> None:
        """``listening``: her own ears are open, so the microphone tells nothing about a call."""
        super().__init__(parent)
        self._settings = settings
        self._history = history
        self._conversation = conversation
        self._engine = engine
        self._stage = stage
        self._notices = notices
        self._listening = listening
        self._busy = busy
        self._now = now
        self._in_call = in_call
        self._initiative = Initiative()
        self._night: date | None = None
        self._wanted = False
        self.presence = Presence(self)
        self.dream: Dreaming | None = None
        """How far she is in her sleep, None while she is awake."""
        engine.dreamt.connect(self._take)
        engine.lost.connect(lambda: self._wake(Slept(interrupted=True)))
        stage.touched.connect(lambda _touch: self.wake_up())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self.presence.close()

    def look(self) -> None:
        """Decide what to do now."""
        if self._conversation.state is not State.IDLE:
            self.presence.attend()
        settings, moment = self._settings, self._moment()
        reason = self._initiative.consider(moment, wishes(settings))
        if reason is not None:
            away = self._initiative.away_for
            self._initiative.spoke(reason, moment.now, wishes(settings))
            logger.info("she begins to talk: %s", reason)
            self._conversation.begin(hint(reason, moment.now, away, self._conversation.persona.language))
        elif (
            settings[s.SLEEP]
            and self._night != moment.now.date()
            and is_bedtime(moment, settings[s.SLEEP_FROM], settings[s.SLEEP_TO])
        ):
            self._fall_asleep()

    # ---- sleep

    def sleep_now(self) -> None:
        """Digest what was said and is not digested yet, because the user asks for it."""
        self._wanted = True
        if self._engine.state is not EngineState.READY:
            self._notices.tell(
                "sleep", self.tr("The text model is being loaded; let her sleep in a moment."), seconds=8
            )
        elif self.dream is None:
            self._fall_asleep()

    def wake_up(self) -> None:
        """End her sleep; what she has digested stays digested."""
        if self.dream is not None:
            self._engine.send(WakeUp())

    def forget_learned(self) -> None:
        """Undo all that text models have learned by heart."""
        self._settings[s.SLEEP_LEARN] = False
        shutil.rmtree(paths.adapters_dir(), ignore_errors=True)

    def _fall_asleep(self) -> None:
        days: tuple[TalkDay, ...] = talk_days(
            self._history.since(self._conversation.key, time.time() - LAST_DAYS * 86400)
        )
        self.dream = Dreaming(0.0)
        persona, learn = self._conversation.persona, self._settings[s.SLEEP_LEARN]
        self._engine.send(Sleep(persona, self._conversation.key, days, learn))
        self._show_face(asleep=True)
        self._show()

    def _take(self, event: SleepEvent) -> None:
        if isinstance(event, Dreaming):
            if self.dream is not None:
                self.dream = event
                self._show()
        else:
            self._wake(event)

    def _wake(self, slept: Slept) -> None:
        if self.dream is None:
            return
        self.dream = None
        wanted, self._wanted = self._wanted, False
        if not slept.interrupted:
            self._night = self._now().date()
        self._show_face(asleep=False)
        self._notices.withdraw("sleep")
        text = self._words(slept)
        if text and (wanted or slept.days or slept.note):
            self._notices.tell("sleep", text, icon="memory", quiet=not slept.note, seconds=0 if slept.note else 60)
        self.changed.emit()

    def _show_face(self, *, asleep: bool) -> None:
        if self._stage.character is not None:
            self._stage.character.life.dreaming = asleep

    def _show(self) -> None:
        assert self.dream is not None
        doing = (
            self.tr("She sleeps and learns the day's lines by heart ({percent} %).")
            if self.dream.learning
            else self.tr("She sleeps and goes over what was said ({percent} %).")
        )
        self._notices.tell(
            "sleep",
            doing.format(percent=round(100 * self.dream.part)),
            icon="memory",
            quiet=True,
            action=(self.tr("Wake her"), self.wake_up),
        )
        self.changed.emit()

    def _words(self, slept: Slept) -> str:
        parts = []
        if slept.days:
            parts.append(self.tr("She slept over %n day(s) of talk.", "", slept.days))
            parts.append(self.tr("%n new memories.", "", len(slept.memories)))
        elif slept.interrupted:
            parts.append(self.tr("She was woken; she goes on another time."))
        elif not slept.note:
            parts.append(self.tr("She had gone over everything already."))
        if slept.loss is not None:
            before, after = slept.loss
            sentence = self.tr("By heart: loss {before} → {after}; used from the next start on.")
            parts.append(sentence.format(before=f"{before:.2f}", after=f"{after:.2f}"))
        return " ".join([*parts, slept.note]).strip()

    # ---- what goes on

    def _moment(self) -> Moment:
        busy = (
            self.dream is not None
            or self._conversation.state is not State.IDLE
            or self._engine.state is not EngineState.READY
            or self._busy()
            or self._listening()
            or self.presence.writing
            or (self._settings[s.FIRST] and self._in_call())
        )
        return Moment(self._now(), self.presence.idle, busy)
