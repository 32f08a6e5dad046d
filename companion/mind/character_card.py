"""Character cards of other programs: version 1, 2 and 3 of the format, to a persona and back, nothing lost.

What the persona has no field for (tags, creator, unknown extensions, entries switched off) stays in the card's own
table, which is kept beside the persona and written out again. A value is only written anew when the persona's differs
from what was read. The text of a card is data: it is never run, and never shown as anything but plain text.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import Any

from companion.errors import CompanionError
from companion.messages import Line, LoreEntry, Persona
from companion.mind.persona import temperament_of, temperament_table

_TEXTS = {
    "name": "name",
    "description": "description",
    "personality": "personality",
    "scenario": "scenario",
    "first_mes": "greeting",
    "system_prompt": "system_prompt",
    "post_history_instructions": "reminder",
}
"""Field of the card -> field of the persona."""

_OURS = "companion"
"""Name of our own extension: what a persona has and cards have not."""
_OUR_FIELDS = ("language", "voice", "prompt_format")
_SPEAKER = re.compile(r"\s*(\{\{\s*(?:user|char)\s*\}\}|<user>|<bot>|<char>|[^:\n{}<>]{1,40}):[ \t]*", re.IGNORECASE)


def persona_of(card: dict[str, Any]) -> Persona:
    """Return the persona of a card of any version. Raises CompanionError when it is no card."""
    data = card_data(card)
    texts: dict[str, Any] = {ours: _text(data, theirs) for theirs, ours in _TEXTS.items()}
    if not texts["name"].strip():
        raise CompanionError("The character card gives no name; choose another file.")
    lore, depth, tokens = _lore_of(data)
    persona = Persona(
        **texts,
        sample_dialogue=_dialogue_of(_text(data, "mes_example"), texts["name"]),
        other_greetings=tuple(one for one in _list(data, "alternate_greetings") if isinstance(one, str)),
        lorebook=lore,
        lore_depth=depth,
        lore_tokens=tokens,
    )
    return _with_ours(persona, data)


def card_of(persona: Persona, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the persona as a card of version 3, on top of the card it was read from ``before``."""
    data = copy.deepcopy(card_data(before)) if before else {}
    known = persona_of(before) if before else Persona("")
    for theirs, field in _TEXTS.items():
        if getattr(persona, field) != getattr(known, field) or theirs not in data:
            data[theirs] = getattr(persona, field)
    if persona.sample_dialogue != known.sample_dialogue or "mes_example" not in data:
        data["mes_example"] = _example_of(persona)
    if persona.other_greetings != known.other_greetings or "alternate_greetings" not in data:
        data["alternate_greetings"] = list(persona.other_greetings)
    if _lore_parts(persona) != _lore_parts(known):
        data["character_book"] = _book_of(persona, data.get("character_book"))
    for key, usual in (("creator", ""), ("creator_notes", ""), ("character_version", "")):
        data.setdefault(key, usual)
    for key in ("tags", "group_only_greetings"):
        data.setdefault(key, [])
    if not isinstance(data.get("extensions"), dict):
        data["extensions"] = {}
    extensions = data["extensions"]
    ours: dict[str, Any] = {key: getattr(persona, key) for key in _OUR_FIELDS if getattr(persona, key)}
    tables = {
        "sampling": dict(persona.sampling),
        "expressions": dict(persona.expressions),
        "temperament": temperament_table(persona.temperament),
        "stop": list(persona.stop),
    }
    ours |= {key: table for key, table in tables.items() if table}
    if ours != {"language": "en"} or _OURS in extensions:
        extensions[_OURS] = ours
    outside = {key: copy.deepcopy(value) for key, value in (before or {}).items() if "data" in (before or {})}
    return {**outside, "spec": "chara_card_v3", "spec_version": "3.0", "data": data}


def as_version_2(card: dict[str, Any]) -> dict[str, Any]:
    """Return the same card as version 2 says, for programs that know no other."""
    return {**card, "spec": "chara_card_v2", "spec_version": "2.0"}


def card_data(card: Any) -> dict[str, Any]:
    """Return the table of the card's fields: the whole of version 1, ``data`` of later ones. Raises CompanionError."""
    if isinstance(card, dict):
        data = card.get("data", card) if "spec" in card else card
        if isinstance(data, dict) and isinstance(data.get("name"), str):
            return data
    raise CompanionError("The file holds no character card; cards are PNG, JSON or CHARX files.")


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    return value if isinstance(value, str) else ""


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    return value if isinstance(value, list) else []


def _number(data: dict[str, Any], key: str, usual: int) -> int:
    value = data.get(key)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9 else usual


def _dialogue_of(text: str, name: str) -> tuple[Line, ...]:
    """Read an example dialogue: ``{{user}}:`` and ``{{char}}:`` begin lines, ``<START>`` separates scenes."""
    lines: list[Line] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        if raw.strip().upper() == "<START>" or not raw.strip():
            continue
        label = _SPEAKER.match(raw)
        who = label[1].strip(" {}<>").lower() if label else ""
        if label and who in {"user", "you", "char", "bot", name.lower()}:
            lines.append(Line("user" if who in {"user", "you"} else "assistant", raw[label.end() :].strip()))
        elif lines:
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text}\n{raw.rstrip()}".strip())
        else:
            lines.append(Line("assistant", raw.strip()))
    return tuple(line for line in lines if line.text)


def _example_of(persona: Persona) -> str:
    if not persona.sample_dialogue:
        return ""
    labels = {"user": "{{user}}", "assistant": "{{char}}"}
    return "\n".join(["<START>", *(f"{labels[line.role]}: {line.text}" for line in persona.sample_dialogue)])


def _lore_parts(persona: Persona) -> tuple[object, ...]:
    return persona.lorebook, persona.lore_depth, persona.lore_tokens


def _lore_of(data: dict[str, Any]) -> tuple[tuple[LoreEntry, ...], int, int]:
    usual = Persona("")
    book = data.get("character_book")
    if not isinstance(book, dict):
        return (), usual.lore_depth, usual.lore_tokens
    entries = tuple(_entry_of(one) for one in _list(book, "entries") if isinstance(one, dict) and _is_usable(one))
    return entries, _number(book, "scan_depth", usual.lore_depth), _number(book, "token_budget", usual.lore_tokens)


def _is_usable(entry: dict[str, Any]) -> bool:
    """Leave out what is switched off, and regular expressions: a stranger's can run for ever."""
    return entry.get("enabled", True) is not False and not (entry.get("use_regex") and not entry.get("constant"))


def _entry_of(entry: dict[str, Any]) -> LoreEntry:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(one for one in _list(entry, key) if isinstance(one, str))

    content = "\n".join(line for line in _text(entry, "content").split("\n") if not line.startswith("@@"))
    return LoreEntry(
        content=content,
        keys=texts("keys"),
        secondary_keys=texts("secondary_keys") if entry.get("selective") else (),
        constant=bool(entry.get("constant", False)),
        case_sensitive=bool(entry.get("case_sensitive", False)),
        order=_number(entry, "insertion_order", 0),
        before=entry.get("position") != "after_char",
    )


def _book_of(persona: Persona, before: Any) -> dict[str, Any]:
    old = before if isinstance(before, dict) else {}
    unusable = [one for one in _list(old, "entries") if isinstance(one, dict) and not _is_usable(one)]
    entries: list[dict[str, Any]] = [
        {
            "keys": list(entry.keys),
            "secondary_keys": list(entry.secondary_keys),
            "selective": bool(entry.secondary_keys),
            "content": entry.content,
            "constant": entry.constant,
            "case_sensitive": entry.case_sensitive,
            "insertion_order": entry.order,
            "position": "before_char" if entry.before else "after_char",
            "enabled": True,
            "use_regex": False,
            "extensions": {},
        }
        for entry in persona.lorebook
    ]
    new = {"scan_depth": persona.lore_depth, "token_budget": persona.lore_tokens, "entries": [*entries, *unusable]}
    return {"extensions": {}, **old, **new}


def _with_ours(persona: Persona, data: dict[str, Any]) -> Persona:
    extensions = data.get("extensions")
    ours = extensions.get(_OURS) if isinstance(extensions, dict) else None
    if not isinstance(ours, dict):
        return persona
    changes: dict[str, Any] = {key: ours[key] for key in _OUR_FIELDS if isinstance(ours.get(key), str)}
    for key, kind in (("sampling", (int, float)), ("expressions", str)):
        table = ours.get(key)
        if isinstance(table, dict) and all(isinstance(value, kind) for value in table.values()):
            changes[key] = tuple(table.items())
    temperament = ours.get("temperament")
    if isinstance(temperament, dict) and all(isinstance(value, (int, float)) for value in temperament.values()):
        changes["temperament"] = temperament_of(temperament)
    stop = ours.get("stop")
    if isinstance(stop, list) and all(isinstance(one, str) for one in stop):
        changes["stop"] = tuple(stop)
    return replace(persona, **changes)
