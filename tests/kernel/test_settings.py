"""Settings: every one has a meaning, and a wrong value is refused with a sentence that names it."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from consult.settings import PREFIX, SettingRefused, Settings

WRONG = [
    ("DATABASE_URL", "mysql://host/name"),
    ("DATABASE_URL", "no address"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("REDIS_URL", "http://host"),
    ("PUBLIC_URL", ""),
    ("PUBLIC_URL", "consult.example.org"),
    ("PUBLIC_URL", "http://consult.example.org"),
    ("PUBLIC_URL", "http://192.0.2.1:8000"),
    ("PUBLIC_URL", "https://"),
    ("PUBLIC_URL", "https://[bad"),
    ("PUBLIC_URL", "https://consult.example.org:99999"),
    ("PUBLIC_URL", "https://consult.example.org/consult"),
    ("PUBLIC_URL", "https://consult.example.org/?a=b"),
    ("PUBLIC_URL", "https://user@consult.example.org"),
    ("PUBLIC_URL", "ftp://consult.example.org"),
    ("HOST", " "),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "eighty"),
    ("PORT", "80.5"),
    ("PORT", ""),
    ("THREADS", "0"),
    ("THREADS", "many"),
    ("PROXIES", "-1"),
    ("MAIL_PORT", "-25"),
    ("MAIL_FROM", "nobody"),
    ("MAIL_FROM", "a@b.org\nBcc: c@d.org"),
    ("LOG_LEVEL", "LOUD"),
    ("SIGN_IN_LIMIT", "often"),
    ("DEVELOPMENT", "2"),
    ("DEVELOPMENT", "yes"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_with_a_sentence_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        Settings.from_environment({PREFIX + name: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"{PREFIX}{name}: ")
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:////srv/consult/consult.db"),
        ("PUBLIC_URL", "https://consult.example.org"),
        ("PUBLIC_URL", "https://consult.example.org:8443"),
        ("PUBLIC_URL", "http://localhost:8000"),
        ("PUBLIC_URL", "http://[::1]:8000"),
        ("LOG_LEVEL", "debug"),
        ("MAIL_FROM", "The secretariat <consult@example.org>"),
        ("SIGN_IN_LIMIT", "5 per minute; 50 per day"),
    ],
)
def test_a_good_value_is_taken_as_it_is(name: str, value: str) -> None:
    chosen = Settings.from_environment({PREFIX + name: value})
    assert getattr(chosen, name.lower()) == value


def test_numbers_are_read_as_numbers() -> None:
    chosen = Settings.from_environment({"CONSULT_PORT": "8080", "CONSULT_THREADS": "4"})
    assert (chosen.port, chosen.threads) == (8080, 4)


def test_every_setting_has_a_meaning_in_one_sentence() -> None:
    for field in fields(Settings):
        meaning = field.metadata["meaning"]
        assert meaning[0].isupper() or meaning[0] == "`", field.name
        assert meaning.endswith("."), field.name


def test_the_defaults_are_good() -> None:
    Settings().require_valid()
    assert Settings.from_environment({}) == Settings()


def test_other_variables_of_the_environment_are_left_alone() -> None:
    assert Settings.from_environment({"PORT": "1", "CONSULTATION": "x", "consult_port": "2"}) == Settings()


def test_what_the_command_line_says_stands_before_the_environment() -> None:
    assert Settings.from_environment({"CONSULT_PORT": "8080"}, port=9000).port == 9000


def test_settings_do_not_change_while_the_platform_runs() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1


def test_passwords_are_not_shown_where_settings_are() -> None:
    chosen = Settings(mail_password="hunter2", database_url="postgresql://consult:hunter2@db/consult")
    assert "hunter2" not in repr(chosen)
    assert "hunter2" not in chosen.shown_database


def test_the_database_lies_in_the_instance_s_folder_unless_it_is_named(tmp_path: Path) -> None:
    chosen = Settings(instance=str(tmp_path))
    assert chosen.instance_path == tmp_path
    assert chosen.sqlite_file == tmp_path / "consult.db"
    assert Settings(database_url="postgresql://db/consult").sqlite_file is None


@pytest.mark.parametrize(
    ("address", "is_https", "host"),
    [
        ("https://consult.example.org", True, "consult.example.org"),
        ("https://consult.example.org:8443", True, "consult.example.org:8443"),
        ("http://127.0.0.1:8000", False, "127.0.0.1:8000"),
    ],
)
def test_the_public_address_tells_scheme_and_host(address: str, is_https: bool, host: str) -> None:
    chosen = Settings(public_url=address)
    assert (chosen.is_https, chosen.public_host) == (is_https, host)
