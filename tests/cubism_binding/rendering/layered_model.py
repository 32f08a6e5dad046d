"""Small models of Cubism 5.3, made here: squares with any blend mode, in parts with offscreens of their own."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "moc3"))
from small_moc import SmallMoc

from cubism_binding.moc3.lint import errors, lint

SIZE = 256
UVS = np.array([(0, 0), (2, 0), (0, 2)])


class LayeredMoc:
    """A moc of version 6 whose drawables fill the canvas with one texture each, back to front as they are added."""

    def __init__(self) -> None:
        self.moc = SmallMoc(6)
        self.children: dict[int, list[tuple[int, int]]] = {-1: []}  # part -> (0 mesh | 1 part, index)
        self.owners: list[int] = []

    def part(self, parent: int = -1, **offscreen: Any) -> int:
        """Add a part; with ``blend``, ``opacity``, ``multiply``, ``screen``, ``masks`` or ``flags`` it is a layer."""
        moc = self.moc
        index = moc.part(f"Part{len(moc.columns['part.ids'])}", parent)
        self.children[index] = []
        self.children[parent].append((1, index))
        if offscreen:
            colours = moc.colour(offscreen)
            moc.columns["partKf.offscreenKf"][index] = moc.add(
                "offscreenKf", opacity=offscreen.get("opacity", 1.0), **colours
            )
            moc.columns["part.offscreen"][index] = moc.add(
                "offscreen", ownerPart=index, flags=offscreen.get("flags", 4), blend=offscreen.get("blend", 0),
                maskBegin=len(moc.columns["mask.mesh"]), maskCount=len(offscreen.get("masks", ())),
            )  # fmt: skip
            moc.columns["mask.mesh"].extend(offscreen.get("masks", ()))
            self.owners.append(index)
        return index

    def square(self, part: int, texture: int, blend: int = 0, masks: tuple[int, ...] = (), **keyform: Any) -> int:
        """Add a drawable that fills the canvas with a texture, and more beyond its right and lower edge."""
        corners = [(-0.5, -0.5), (1.5, -0.5), (-0.5, 1.5)]
        moc = self.moc
        flags = keyform.pop("flags", 4)
        index = moc.mesh([{"points": corners, **keyform}], part=part)
        moc.columns["uv.uv"][-6:] = UVS.ravel().tolist()
        for column, value in (("texture", texture), ("blend", blend), ("flags", flags),
                              ("maskBegin", len(moc.columns["mask.mesh"])), ("maskCount", len(masks))):  # fmt: skip
            moc.columns[f"mesh.{column}"][-1] = value
        moc.columns["mask.mesh"].extend(masks)
        self.children[part].append((0, index))
        return index

    def _total(self, part: int) -> int:
        return sum(
            1 if kind == 0 else (index in self.owners) + self._total(index) for kind, index in self.children[part]
        )

    def save(self, folder: Path, *pictures: np.ndarray) -> Path:
        """Write moc, textures and model3.json into ``folder``; return it."""
        order = list(self.children)
        for part in order:
            entries = [(kind, index, order.index(index) if kind else -1) for kind, index in self.children[part]]
            self.moc.group(entries, self._total(part))
        data = self.moc.bytes()
        assert errors(lint(data, len(pictures))) == []
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "m.moc3").write_bytes(data)
        names = [f"{number}.png" for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            Image.fromarray(picture).save(folder / name)
        settings = {"Version": 3, "FileReferences": {"Moc": "m.moc3", "Textures": names}}
        (folder / "m.model3.json").write_text(json.dumps(settings))
        return folder


def stripes(colours: list[tuple[int, int, int, int]], vertical: bool) -> np.ndarray:
    """A picture of equal stripes, one a colour, upright or lying."""
    lines = np.repeat(np.array(colours, np.uint8), SIZE // len(colours), axis=0)
    picture = np.repeat(lines[None], SIZE, axis=0)
    return picture if vertical else picture.transpose(1, 0, 2).copy()
