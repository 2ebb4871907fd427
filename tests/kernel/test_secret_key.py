"""The installation's key: made once, whole, and for its owner's eyes."""

from pathlib import Path

import pytest

from consult.kernel.secrets import make_secret_key, read_secret_key
from consult.settings import SettingRefused, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an installation that is not prepared."""
    return Settings(instance=str(tmp_path / "new" / "instance"))


def test_a_key_is_made_once_and_stays(settings: Settings) -> None:
    make_secret_key(settings)
    first = read_secret_key(settings)
    make_secret_key(settings)
    assert read_secret_key(settings) == first
    assert len(first) == 64


def test_only_its_owner_can_read_the_key_and_look_into_the_folder(settings: Settings) -> None:
    path = make_secret_key(settings)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [each.name for each in path.parent.iterdir()] == ["secret.key"]


def test_whoever_was_faster_has_made_the_key(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    make_secret_key(settings)
    first = read_secret_key(settings)
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    make_secret_key(settings)
    assert read_secret_key(settings) == first


def test_without_a_key_nothing_starts_and_the_remedy_is_named(settings: Settings) -> None:
    with pytest.raises(SettingRefused, match="consult init"):
        read_secret_key(settings)


@pytest.mark.parametrize("written", [b"", b"\n", b"short", b"\xff" * 64])
def test_what_is_no_key_is_refused(settings: Settings, written: bytes) -> None:
    make_secret_key(settings).write_bytes(written)
    with pytest.raises(SettingRefused, match=r"secret\.key"):
        read_secret_key(settings)


def test_a_key_that_cannot_be_read_is_refused(settings: Settings) -> None:
    path = make_secret_key(settings)
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingRefused, match="cannot be read"):
        read_secret_key(settings)
