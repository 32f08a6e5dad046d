"""No secret leaves in a log or a report, however it is written; ordinary words stay."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from companion import log, redaction
from companion.redaction import hide, redacted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Authorization: Bearer abc.def-123456", "abc.def"),
        ("error: sk-proj-Abcdefghijklm was refused", "sk-proj"),
        ("bot 123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456 stopped", "AAF"),
        ("{'api_key': 'hunter22', 'model': 'tiny'}", "hunter22"),
        ("https://rose:thorny@example.org/v1", "thorny"),
        ("password=verysecret&x=1", "verysecret"),
        ("AZURE_SPEECH_KEY = verysecret9", "verysecret9"),
    ],
)
def test_what_looks_like_a_secret_is_left_out(text: str, kept: str) -> None:
    assert kept not in redacted(text)


def test_known_secrets_and_the_home_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(redaction, "_hidden", set())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MY_TOKEN", "rose-garden")
    hide("plainword")
    hide("abc")  # too short: it would take the alphabet along
    assert redacted(f"plainword rose-garden {tmp_path}/x abc {tmp_path}er") == f"[key] [key] ~/x abc {tmp_path}er"


def test_ordinary_words_stay() -> None:
    text = "first token 35 ms; tokens: 2048; The key is under the mat. 12:30, monkey: banana"
    assert redacted(text) == text


def test_a_log_is_bounded_and_without_secrets(monkeypatch: pytest.MonkeyPatch, private_home: Path) -> None:
    monkeypatch.setattr(redaction, "_hidden", {"canary-4711"})
    monkeypatch.setattr(log, "LARGEST", 20_000)
    logger = logging.getLogger("test of the log")
    logger.propagate = False
    log.log_to_file("try", logger)
    for number in range(2000):
        logger.error("line %d canary-4711 %s", number, "x" * 40)
    try:
        raise ValueError("canary-4711")
    except ValueError:
        logger.exception("it failed")
    (handler,) = logger.handlers
    handler.close()
    logger.removeHandler(handler)
    files = sorted((private_home / "logs").iterdir())
    assert [file.name for file in files] == ["try.log", "try.log.1", "try.log.2"]
    assert sum(file.stat().st_size for file in files) < 3 * 21_000
    assert not any("canary" in file.read_text() for file in files)
    assert "ValueError: [key]" in log.last_lines(files[0], 5)
