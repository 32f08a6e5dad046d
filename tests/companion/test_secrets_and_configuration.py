"""The key's places, and settings -> engine configuration."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from companion import settings as s
from companion.configuration import engine_config, sampling, take_sampling
from companion.errors import CompanionError
from companion.messages import Persona, Sampling
from companion.secrets import VARIABLE, find_key, key_file, load_key, save_key
from companion.settings import Settings


class MemoryKeyring(KeyringBackend):
    """A keyring for one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("none")


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("no_keyring")
def test_keyring_is_used_where_there_is_one() -> None:
    keyring.set_keyring(MemoryKeyring())
    assert find_key() == ("", "nowhere")
    assert save_key("abc") == "keyring"
    assert find_key() == ("abc", "keyring")
    assert not key_file().exists()
    assert save_key("") == "nowhere"
    assert load_key() == ""
    assert save_key("") == "nowhere"


@pytest.mark.usefixtures("no_keyring")
def test_private_file_where_there_is_no_keyring() -> None:
    assert save_key("abc") == "file"
    assert find_key() == ("abc", "file")
    assert save_key("def") == "file"
    assert load_key() == "def"
    if os.name == "posix":
        assert key_file().stat().st_mode & 0o777 == 0o600
        key_file().chmod(0o644)
        with pytest.raises(CompanionError, match="chmod 600"):
            load_key()
    save_key("")
    assert not key_file().exists()


@pytest.mark.usefixtures("no_keyring")
def test_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    save_key("from-file")
    monkeypatch.setenv(VARIABLE, "from-environment")
    assert find_key() == ("from-environment", "environment")


def test_configuration_follows_the_settings_and_hides_the_key(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings()
    settings[s.LLM] = "openai"
    settings[s.API_BASE] = "http://127.0.0.1:1/v1"
    settings[s.LLM_THREADS] = 3
    settings[s.OFFLINE] = True
    settings[s.MAX_TOKENS] = 50
    config = engine_config(settings, "secret-key")
    assert (config.llm, config.speech, config.emotion) == ("openai", "hibari", "embedded")
    assert config.option("base_url") == "http://127.0.0.1:1/v1"
    assert (config.threads, config.offline, config.api_key) == (3, True, "secret-key")
    assert sampling(settings, Persona("Mia")).max_tokens == 50
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").debug("%r", config)
    assert "secret-key" not in caplog.text


def test_a_preset_put_into_the_settings_is_what_replies_are_drawn_with() -> None:
    settings = Settings()
    chosen = Sampling(0.5, 0.3, 0, 50, 0.5, 0.25, 1.0, seed=3, stop=("Human:", "\n\n"), n=2)
    take_sampling(settings, chosen)
    assert settings[s.STOP] == "Human:\n\\n\\n"
    assert sampling(settings, Persona("Mia")) == chosen


def test_settings_of_sampling_are_clamped_and_the_persona_has_its_own_way() -> None:
    settings = Settings()
    settings[s.TEMPERATURE], settings[s.TOP_P], settings[s.REPLIES] = 9.0, -1.0, 99
    drawn = sampling(settings, Persona("Mia", sampling=(("temperature", -4.0), ("max_tokens", 33.0))))
    assert (drawn.temperature, drawn.top_p, drawn.n, drawn.max_tokens, drawn.seed) == (0.0, 0.0, 5, 33, None)
