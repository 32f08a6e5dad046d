"""Loads the engines that ``companion.engines`` has names for, and keeps those of a talk together."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, cast

from companion.engine.attempt import prompt_of
from companion.engine.emotions.base import AsksTextModel, EmotionEngine, WishesForMarks
from companion.engine.llm.base import LanguageModel
from companion.engine.llm.resting import RestingModel
from companion.engine.speech.base import SpeechEngine
from companion.engine.speech.speaker import Speaker
from companion.engines import BUILT_IN, engine_names
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Ready, StartTurn
from companion.mind.persona import list_personas, load_persona
from companion.network import obey
from companion.safe_mode import plug_ins

_log = logging.getLogger(__name__)


class Engines:
    """The loaded engines and the two threads they work in: one writes, one feels and speaks."""

    def __init__(
        self,
        llm: LanguageModel,
        speech: SpeechEngine | Speaker,
        emotion: EmotionEngine,
        config: EngineConfig = EngineConfig(),  # noqa: B008 - frozen
    ) -> None:
        """Take loaded engines; ``config`` says by which names they were chosen."""
        self.config = config
        self.llm = llm
        self.speech = speech if isinstance(speech, Speaker) else Speaker(speech)
        self.emotion = emotion
        self.writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self.speaker = ThreadPoolExecutor(1, thread_name_prefix="speaker")

    @property
    def marked(self) -> bool:
        """Whether replies come with marks of feeling: where the text model is able to set them."""
        return isinstance(self.emotion, WishesForMarks) and not self.llm.near_sighted

    def asked(self, turn: StartTurn) -> StartTurn:
        """Return the turn as the text model is asked it."""
        if self.marked and isinstance(self.emotion, WishesForMarks) and not turn.verbatim:
            return replace(turn, persona=self.emotion.wishing(turn.persona))
        return turn

    def prepare(self, turn: StartTurn) -> None:
        """Let the text model read what it will be asked, in the writer's thread: the answer comes sooner."""
        self.writer.submit(self._prepare, turn)

    def _prepare(self, turn: StartTurn) -> None:
        try:
            self.llm.prepare(prompt_of(self.llm, self.asked(turn)))
        except CompanionError as error:  # the same error meets the user in the turn, where it can be shown
            _log.info("could not read ahead: %s", error)

    def ready(self) -> Ready:
        """Return the names as shown to the user."""
        return Ready(self.llm.name, self.speech.name, self.emotion.name, self.speech.voices)

    def close(self) -> None:
        """Wait for the threads and free the engines."""
        self.writer.shutdown(wait=True, cancel_futures=True)
        self.speaker.shutdown(wait=True, cancel_futures=True)
        for engine in (self.llm, self.speech, self.emotion):
            engine.close()

    def __enter__(self) -> Engines:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


LOCAL_MODELS = ("llama.cpp", "transformers")
"""Text models that take memory here."""


def create_llm(config: EngineConfig, progress: Callable[[Progress], None]) -> LanguageModel:
    """Load the chosen text model; with option ``unload_minutes`` it rests when idle. Raises CompanionError."""

    def load() -> LanguageModel:
        model: LanguageModel = create_engine("companion.llm", config, progress)
        progress(Progress(f"{model.name} is loaded.", 1.0))
        return model

    minutes = float(config.option("unload_minutes") or 0)
    return RestingModel(load, minutes * 60) if minutes > 0 and config.llm in LOCAL_MODELS else load()


def create_engine(group: str, config: EngineConfig, progress: Callable[[Progress], None]) -> Any:
    """Load the one engine of ``group`` that ``config`` names. Raises CompanionError.

    Every engine begins here, so here offline mode begins too.
    """
    obey(offline=config.offline, own_servers=config.own_servers)
    names = {
        "companion.llm": config.llm,
        "companion.speech": config.speech,
        "companion.hearing": config.hearing,
        "companion.emotions": config.emotion,
    }
    name = names[group]
    try:
        if name in BUILT_IN[group]:
            module, _, factory = BUILT_IN[group][name].partition(":")
            return getattr(importlib.import_module(module), factory)(config, progress)
        for point in plug_ins(group):
            if point.name == name:
                return point.load()(config, progress)
    except ImportError as error:
        raise CompanionError(
            f"The engine {name} cannot be loaded ({error}): ./run installs what it needs, companion doctor names it."
        ) from error
    known = ", ".join(engine_names(group))
    raise CompanionError(f"There is no engine {name!r} for {group.partition('.')[2]}; choose one of: {known}.")


@contextmanager
def emotions_alone(config: EngineConfig, progress: Callable[[Progress], None]) -> Iterator[EmotionEngine]:
    """Give the chosen emotion engine without a voice; with the text model where it asks one. Raises CompanionError."""
    with ExitStack() as stack:
        emotion: EmotionEngine = create_engine("companion.emotions", config, progress)
        stack.callback(emotion.close)
        if isinstance(emotion, AsksTextModel):
            llm = create_llm(config, progress)
            stack.callback(llm.close)
            emotion.take_model(llm)
        yield emotion


RUSSIAN_VOICES = ("festival", "espeak")
"""Engines that read Russian without a network, the better one first."""


def create_speaker(config: EngineConfig, progress: Callable[[Progress], None]) -> Speaker:
    """Load the chosen voice, beside it (when first needed) the one for Russian. Raises CompanionError.

    Option ``russian_voice``: an engine's name, ``none``, or ``auto`` for the best that is installed.
    """
    return Speaker(
        create_engine("companion.speech", config, progress), lambda: _russian_voice(config, progress), progress
    )


def _russian_voice(config: EngineConfig, progress: Callable[[Progress], None]) -> SpeechEngine | None:
    wanted = config.option("russian_voice") or "auto"
    if wanted == "none":
        return None
    options = tuple((name, value) for name, value in config.options if name != "voice")  # the other engine's
    reasons: list[str] = []
    for name in RUSSIAN_VOICES if wanted == "auto" else (wanted,):
        try:
            voice = create_engine("companion.speech", replace(config, speech=name, options=options), progress)
        except CompanionError as error:
            reasons.append(str(error))
            continue
        if reasons:
            progress(Progress(f"{reasons[0]} Until then {voice.name} speaks Russian, hard to understand."))
        return cast(SpeechEngine, voice)
    raise CompanionError(f"There is no Russian voice here. {reasons[0]}")


def create_engines(config: EngineConfig, progress: Callable[[Progress], None]) -> Engines:
    """Load the engines of a turn, the quick ones first so that mistakes show early. Raises CompanionError."""
    made: list[Any] = []
    try:
        made.append(create_engine("companion.emotions", config, progress))
        made.append(create_speaker(config, progress))
        made.append(create_llm(config, progress))
    except BaseException:
        for engine in made:
            engine.close()
        raise
    emotion, speech, llm = made
    if isinstance(emotion, AsksTextModel):
        emotion.take_model(llm)
    engines = Engines(cast(LanguageModel, llm), cast(Speaker, speech), cast(EmotionEngine, emotion), config)
    persona = config.option("persona")
    if persona in list_personas():
        try:
            engines.prepare(StartTurn(0, "Hi", load_persona(persona)))
        except CompanionError as error:  # a broken file, which is told where it is used
            _log.info("could not read ahead: %s", error)
    return engines
