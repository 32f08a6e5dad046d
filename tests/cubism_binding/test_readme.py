"""The example in the library's README works as printed."""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]


def test_the_example_draws_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.findall(r"```python\n(.*?)```", (ROOT / "cubism_binding" / "README.md").read_text("utf-8"), re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    exec(compile(code, "README.md", "exec"), {})
    with Image.open(tmp_path / "amelie.png") as picture:
        assert picture.size == (512, 512)
        assert len(picture.getcolors(512 * 512) or ()) > 500
