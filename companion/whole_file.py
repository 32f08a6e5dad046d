"""Replace a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, content: str | bytes) -> None:
    """Replace ``file``: written beside and renamed, so that a crash or a full disk leaves the old one as it was.

    Only the user can read the new one, from its first byte on; a link stays one. Raises OSError; then nothing is left
    beside it.
    """
    file = Path(os.path.realpath(file))
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
