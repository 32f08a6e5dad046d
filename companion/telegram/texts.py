"""What the bot itself says, in the user's language; what she says is the text model's."""

from __future__ import annotations

from typing import Literal, TypeAlias

Key: TypeAlias = Literal[
    "stranger", "only_private", "help", "no_greeting", "forgotten", "choose_persona", "persona", "no_persona",
    "choose_answer", "answer_note", "answer_voice", "answer_text", "unknown", "only_words", "too_long",
    "voice_too_long", "voice_too_large", "too_fast", "too_many", "not_heard", "failed", "you", "note", "voice", "text",
    "command_start", "command_reset", "command_persona", "command_voice", "command_help",
]  # fmt: skip

LANGUAGES = ("en", "ru")

_TEXTS: dict[Key, tuple[str, str]] = {
    "stranger": (
        "I do not know you yet. Your number is {id}: give it to the person who runs me, and write again.",
        "Мы ещё не знакомы. Ваш номер — {id}: передайте его тому, кто меня запустил, и напишите снова.",
    ),
    "only_private": (
        "I only talk one to one: write to me directly.",
        "Я разговариваю только один на один: напишите мне в личные сообщения.",
    ),
    "help": (
        "Write to me or send a voice message, and {name} answers.\n\n"
        "/persona – who you talk with\n"
        "/voice – what the answer comes as: a video note, a voice message or text\n"
        "/reset – forget our talk\n"
        "/help – this list",
        "Пишите или присылайте голосовые сообщения — вам ответит {name}.\n\n"
        "/persona — с кем вы разговариваете\n"
        "/voice — чем приходит ответ: кружком, голосовым или текстом\n"
        "/reset — забыть наш разговор\n"
        "/help — этот список",
    ),
    "no_greeting": ("Hello! I am {name}. What is on your mind?", "Привет! Я {name}. О чём поговорим?"),
    "forgotten": ("Our talk is forgotten.", "Наш разговор забыт."),
    "choose_persona": ("You talk with {name}. Who shall it be?", "Сейчас с вами говорит {name}. Кого позвать?"),
    "persona": ("From now on you talk with {name}.", "Теперь с вами говорит {name}."),
    "no_persona": (
        "There is nobody named “{name}” here; /persona shows who there is.",
        "Здесь нет никого по имени «{name}»; /persona покажет, кто есть.",
    ),
    "choose_answer": (
        "Now the answer comes as {now}. What shall it be?",
        "Сейчас ответ приходит так: {now}. Как лучше?",
    ),
    "answer_note": ("From now on I answer with video notes.", "Теперь я отвечаю кружками."),
    "answer_voice": ("From now on I answer with voice messages.", "Теперь я отвечаю голосовыми сообщениями."),
    "answer_text": ("From now on I answer in writing.", "Теперь я отвечаю текстом."),
    "unknown": (
        "I do not know the command {command}; /help lists those I know.",
        "Я не знаю команды {command}; /help покажет те, что знаю.",
    ),
    "only_words": (
        "I understand text and voice messages; anything else passes me by.",
        "Я понимаю текст и голосовые сообщения, остальное проходит мимо меня.",
    ),
    "too_long": (
        "That is too much at once: {length} characters, and I read up to {most}. Send it in smaller parts.",
        "Слишком много за один раз: знаков — {length}, а я читаю до {most}. Пришлите по частям.",
    ),
    "voice_too_long": (
        "That is too long for me to listen to: {length} seconds, and I hear up to {most}.",
        "Слишком долго слушать: секунд — {length}, а я слушаю до {most}.",
    ),
    "voice_too_large": (
        "This message is too large for me to fetch; send a shorter one.",
        "Это сообщение слишком большое, мне его не получить; пришлите покороче.",
    ),
    "too_fast": (
        "That was quick! I take up to {most} messages a minute; send it again a little later.",
        "Слишком быстро! Я принимаю не больше сообщений в минуту, чем {most}; пришлите ещё раз чуть позже.",
    ),
    "too_many": (
        "I am still at your earlier messages; send this one again when I have answered.",
        "Я ещё отвечаю на прошлые сообщения; пришлите это снова, когда отвечу.",
    ),
    "not_heard": ("I could not make out any words; say it again?", "Не получилось разобрать слова; повторите?"),
    "failed": (
        "I lost my thread and have no answer; send it again in a moment.",
        "Мысль ускользнула, и ответа нет; пришлите ещё раз чуть позже.",
    ),
    "you": ("you", "вы"),
    "note": ("a video note", "кружком"),
    "voice": ("a voice message", "голосовым"),
    "text": ("text", "текстом"),
    "command_start": ("say hello", "поздороваться"),
    "command_reset": ("forget our talk", "забыть наш разговор"),
    "command_persona": ("who you talk with", "с кем вы разговариваете"),
    "command_voice": ("video note, voice message or text", "кружок, голосовое или текст"),
    "command_help": ("what I understand", "что я понимаю"),
}


def told(language: str, key: Key, **values: object) -> str:
    """Return a sentence in ``language``, a code as Telegram gives it ("ru", "en-GB"); English for those not here."""
    russian = language.lower().partition("-")[0] == "ru"
    return _TEXTS[key][russian].format(**values)
