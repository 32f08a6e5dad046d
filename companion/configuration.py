"""Settings and key -> what the engine process is told to load."""

from __future__ import annotations

from dataclasses import replace

from companion import settings as s
from companion.messages import EngineConfig, Persona, Sampling
from companion.mind.sampling import for_persona
from companion.secrets import AZURE_KEY, load_key
from companion.settings import Settings

ENGINE_SETTINGS = frozenset(
    setting.key
    for setting in (
        s.LLM, s.LLM_MODEL, s.LLM_THREADS, s.API_BASE, s.API_MODEL, s.API_ENDPOINT, s.API_TIMEOUT, s.HUB_MODEL, s.DTYPE,
        s.QUANTIZATION, s.DEVICE, s.CONTEXT, s.UNLOAD_MINUTES, s.SPEECH, s.VOICE, s.VOICE_RUSSIAN, s.VOICE_BASE,
        s.VOICE_SERVER_MODEL, s.VOICE_FORMAT, s.VOICE_MODEL, s.VOCODER, s.VOICE_AZURE, s.EMOTION, s.EMOTION_MODEL,
        s.EMOTION_DEVICE, s.OFFLINE, s.OWN_SERVERS, s.SLEEP_LEARN,
    )
)  # fmt: skip
"""A change of one of these loads the engines again."""

SERVER_ENGINE = "openai"
"""The engines of this name need an address and perhaps a key."""


AZURE_ENGINE = "azure"
"""The voice of this name has a key of its own."""


def engine_config(settings: Settings, api_key: str = "", speech_key: str = "") -> EngineConfig:
    """Return the engines the settings choose; the keys are passed in, for settings never hold one."""
    return EngineConfig(
        llm=settings[s.LLM],
        speech=settings[s.SPEECH],
        hearing=settings[s.EARS],
        emotion=settings[s.EMOTION],
        options=(
            ("model", settings[s.LLM_MODEL]),
            ("base_url", settings[s.API_BASE]),
            ("server_model", settings[s.API_MODEL]),
            ("endpoint", settings[s.API_ENDPOINT]),
            ("timeout", str(settings[s.API_TIMEOUT])),
            ("hub_model", settings[s.HUB_MODEL]),
            ("dtype", settings[s.DTYPE]),
            ("quantization", settings[s.QUANTIZATION]),
            ("device", settings[s.DEVICE]),
            ("context", str(settings[s.CONTEXT])),
            ("unload_minutes", str(settings[s.UNLOAD_MINUTES])),
            ("voice", settings[s.VOICE]),
            ("russian_voice", settings[s.VOICE_RUSSIAN]),
            ("speech_base_url", settings[s.VOICE_BASE]),
            ("speech_server_model", settings[s.VOICE_SERVER_MODEL]),
            ("speech_format", settings[s.VOICE_FORMAT]),
            ("speech_model", settings[s.VOICE_MODEL]),
            ("vocoder", settings[s.VOCODER]),
            ("emotion_model", settings[s.EMOTION_MODEL]),
            ("emotion_device", settings[s.EMOTION_DEVICE]),
            ("azure", settings[s.VOICE_AZURE]),
            ("hearing_model", settings[s.EARS_MODEL]),
            ("hearing_base_url", settings[s.EARS_BASE]),
            ("hearing_server_model", settings[s.EARS_SERVER_MODEL]),
            ("learned", "yes" if settings[s.SLEEP_LEARN] else ""),
            ("persona", settings[s.PERSONA]),  # read ahead; the turn itself carries the persona
        ),
        threads=settings[s.LLM_THREADS],
        offline=settings[s.OFFLINE],
        own_servers=settings[s.OWN_SERVERS],
        api_key=api_key,
        speech_key=speech_key,
    )


def keyed_config(settings: Settings, speech: str = "") -> EngineConfig:
    """Return the engines the settings choose (but the voice ``speech``), with the keys where one of them may need it.

    Raises CompanionError.
    """
    voice = speech or settings[s.SPEECH]
    # The keyring is asked only where a key is of use: it can be slow, or ask the user to unlock it.
    wanted = SERVER_ENGINE in (settings[s.LLM], voice, settings[s.EARS])
    config = engine_config(settings, load_key() if wanted else "", load_key(AZURE_KEY) if voice == AZURE_ENGINE else "")
    return replace(config, speech=voice)


_SAMPLING = {
    "temperature": s.TEMPERATURE,
    "top_p": s.TOP_P,
    "top_k": s.TOP_K,
    "max_tokens": s.MAX_TOKENS,
    "frequency_penalty": s.FREQUENCY_PENALTY,
    "presence_penalty": s.PRESENCE_PENALTY,
    "repetition_penalty": s.REPETITION_PENALTY,
    "n": s.REPLIES,
}
SAMPLING_SETTINGS = frozenset(setting.key for setting in (*_SAMPLING.values(), s.SEED, s.STOP))


def sampling(settings: Settings, persona: Persona) -> Sampling:
    """Return how replies are drawn: as the settings say, but for what the persona has its own way in."""
    seed = settings[s.SEED]
    lines = settings[s.STOP].splitlines()
    chosen = Sampling(
        **{name: settings[setting] for name, setting in _SAMPLING.items()},
        seed=None if seed < 0 else seed,
        stop=tuple(line.replace("\\n", "\n") for line in lines if line),
    )
    return for_persona(chosen, persona)


def take_sampling(settings: Settings, chosen: Sampling) -> None:
    """Put a preset into the settings."""
    for name, setting in _SAMPLING.items():
        settings[setting] = getattr(chosen, name)
    settings[s.SEED] = -1 if chosen.seed is None else chosen.seed
    settings[s.STOP] = "\n".join(text.replace("\n", "\\n") for text in chosen.stop)
