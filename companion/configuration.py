"""Settings and key -> what the engine process is told to load."""

from __future__ import annotations

from companion import settings as s
from companion.messages import EngineConfig, Sampling
from companion.settings import Settings


def engine_config(settings: Settings, api_key: str = "") -> EngineConfig:
    """Return the engines the settings choose; the key is passed in, for settings never hold one."""
    return EngineConfig(
        llm=settings[s.LLM],
        speech=settings[s.SPEECH],
        hearing=settings[s.EARS],
        emotion=settings[s.EMOTION],
        options=(
            ("model", settings[s.LLM_MODEL]),
            ("base_url", settings[s.API_BASE]),
            ("server_model", settings[s.API_MODEL]),
            ("voice", settings[s.VOICE]),
            ("hearing_model", settings[s.EARS_MODEL]),
            ("hearing_base_url", settings[s.EARS_BASE]),
            ("hearing_server_model", settings[s.EARS_SERVER_MODEL]),
            ("persona", settings[s.PERSONA]),  # read ahead; the turn itself carries the persona
        ),
        threads=settings[s.LLM_THREADS],
        offline=settings[s.OFFLINE],
        api_key=api_key,
    )


def sampling(settings: Settings) -> Sampling:
    """Return how replies are drawn, as the settings say."""
    return Sampling(temperature=settings[s.TEMPERATURE], top_p=settings[s.TOP_P], max_tokens=settings[s.MAX_TOKENS])
