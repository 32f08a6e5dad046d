"""Portraits of a character, one for each emotion, drawn by any server with OpenAI's ``images``."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.engine.openai_client import in_words, open_client
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EngineConfig

DEFAULT_SIZE = "1024x1024"
_FACES = {
    "neutral": "a calm, friendly face",
    "joy": "laughing with joy, eyes bright",
    "sadness": "sad, eyebrows raised in the middle, wet eyes",
    "anger": "angry, eyebrows drawn together",
    "fear": "frightened, eyes wide, eyebrows high",
    "disgust": "disgusted, nose wrinkled",
    "surprise": "surprised, eyes wide",
}
_PICTURE = (
    "Portrait of {who}. Head and shoulders, from the front, looking at the viewer, in the middle of the picture, plain "
    "background, even light, mouth shut. The face: {face}."
)
_SAME = "The same person in the same picture, nothing else changed, but with another face: {face}. Mouth shut."


@dataclass(frozen=True, slots=True)
class Studio:
    """Where portraits are drawn: the server, its model, the size as the server writes it.

    ``edits`` asks for all faces but the neutral one as changes of that one (``images/edits``): the same person each
    time, on servers that can do it.
    """

    base_url: str
    model: str = ""
    size: str = DEFAULT_SIZE
    edits: bool = False


def draw_portraits(who: str, folder: Path, studio: Studio, config: EngineConfig) -> Iterator[Path]:
    """Draw each face that is not in ``folder`` yet, the neutral one first; yield each file when it is written.

    Broken off, it goes on where it was when called again. Raises CompanionError with one sentence.
    """
    if not who.strip():
        raise CompanionError("Say who is to be drawn, for example “a girl with short silver hair”.")
    client = open_client(studio.base_url, config, "the portraits' model", "a folder of pictures")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CompanionError(f"The folder {folder} cannot be made ({error.strerror}); choose another.") from error
    with client:
        for emotion in ("neutral", *(one for one in EMOTIONS if one != "neutral")):
            file = folder / f"{emotion}.png"
            if not file.exists():
                _write(_drawn(client, who.strip(), emotion, folder, studio), file, studio)
                yield file


def _drawn(client: Any, who: str, emotion: str, folder: Path, studio: Studio) -> bytes:
    import openai

    request: dict[str, Any] = {"n": 1, "size": studio.size}
    if studio.model:
        request["model"] = studio.model
    if not studio.model.startswith("gpt-image"):  # which send nothing else, and refuse to be asked for it
        request["response_format"] = "b64_json"
    try:
        if studio.edits and emotion != "neutral":
            with (folder / "neutral.png").open("rb") as neutral:
                prompt = _SAME.format(face=_FACES[emotion])
                answer = client.images.edit(image=neutral, prompt=prompt, **request)
        else:
            answer = client.images.generate(prompt=_PICTURE.format(who=who, face=_FACES[emotion]), **request)
    except openai.OpenAIError as error:
        raise in_words(error, studio.base_url, f"the model {studio.model!r}") from error
    encoded = answer.data[0].b64_json if answer.data else None
    if not encoded:
        raise CompanionError(f"The server {studio.base_url} sent no picture; it must answer with b64_json.")
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise CompanionError(f"The server {studio.base_url} sent a picture that cannot be decoded.") from error


def _write(data: bytes, file: Path, studio: Studio) -> None:
    """Write what the server sent as PNG, once it is known to be a picture; a crash leaves no half one."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            part = file.with_name(f".{file.name}.part")
            picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(part, "PNG")
            part.replace(file)
    except (Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise CompanionError(f"The server {studio.base_url} sent something that is no picture.") from error
    except OSError as error:
        reason = error.strerror or "it is no picture"
        raise CompanionError(f"{file} cannot be written from what the server sent: {reason}.") from error
