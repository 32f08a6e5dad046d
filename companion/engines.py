"""The table of engines, by name: ours below, others' through entry points. Loads none: the settings list them too.

An entry point in the group ``companion.llm``, ``companion.speech``, ``companion.hearing`` or ``companion.emotions``
names a factory, ``(config: EngineConfig, progress: Callable[[Progress], None]) -> engine``; it raises CompanionError
for the user.
"""

from __future__ import annotations

from companion.safe_mode import plug_ins

BUILT_IN: dict[str, dict[str, str]] = {
    "companion.llm": {
        "llama.cpp": "companion.engine.llm.llama_cpp:LlamaCpp",
        "openai": "companion.engine.llm.openai_server:OpenAIServer",
        "transformers": "companion.engine.llm.transformers_model:TransformersModel",
        "echo": "companion.engine.llm.echo:EchoModel",
    },
    "companion.speech": {
        "hibari": "companion.engine.speech.hibari:HibariVoice",
        "openai": "companion.engine.speech.openai_server:SpeechServer",
        "azure": "companion.engine.speech.azure:AzureVoice",
        "tacotron": "companion.engine.speech.tacotron:TacotronVoice",
        "festival": "companion.engine.speech.festival:FestivalVoice",
        "espeak": "companion.engine.speech.espeak:EspeakVoice",
        "silent": "companion.engine.speech.silent:SilentVoice",
    },
    "companion.hearing": {
        "whisper": "companion.engine.hearing.whisper:WhisperEars",
        "openai": "companion.engine.hearing.openai_server:TranscriptionServer",
    },
    "companion.emotions": {
        "embedded": "companion.engine.emotions.embedded:EmbeddedEmotions",
        "marks": "companion.engine.emotions.marks:MarkedEmotions",
        "ekman": "companion.engine.emotions.ekman:EkmanEmotions",
        "classifier": "companion.engine.emotions.classifier:EmotionClassifier",
        "neutral": "companion.engine.emotions.neutral:NeutralEmotions",
    },
}


def engine_names(group: str) -> list[str]:
    """Return the names that can be chosen in a group, ours first."""
    others = {point.name for point in plug_ins(group)}
    return [*BUILT_IN[group], *sorted(others - BUILT_IN[group].keys())]
