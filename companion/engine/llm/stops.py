"""Stop texts, the same for all models, found in the text and never in the tokens.

"Human:" may come as two tokens and "\\n\\n" as one or two, so the end of the text so far is held back while it could
still become a stop. Nothing of a stop leaks into the reply.
"""

from __future__ import annotations

from collections.abc import Sequence

from companion.engine.llm.base import TextStream
from companion.mind.thinking import partial_length


def until_stop(stream: TextStream, stops: Sequence[str]) -> TextStream:
    """Pass ``stream`` on up to the first of ``stops``, then close it and end with "stop"."""
    stops = [stop for stop in stops if stop]
    held = ""
    while True:
        try:
            held += next(stream)
        except StopIteration as end:
            if held:
                yield held
            return end.value  # type: ignore[no-any-return]
        found = [position for stop in stops if (position := held.find(stop)) >= 0]
        if found:
            stream.close()
            if held[: min(found)]:
                yield held[: min(found)]
            return "stop"
        keep = max((partial_length(held, stop) for stop in stops), default=0)
        if len(held) > keep:
            ready, held = held[: len(held) - keep], held[len(held) - keep :]
            yield ready
