"""The characters that share this source."""

from __future__ import annotations

from design import Design

AMELIE = Design("amelie", "Amelie")
CHARACTERS = {design.name: design for design in (AMELIE,)}
