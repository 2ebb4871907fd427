"""The installation's own secret: a file only its owner can read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from consult.settings import SettingRefused, Settings

FILE = "secret.key"
SHORTEST = 32


def make_secret_key(settings: Settings) -> Path:
    """Return the key's file, made if it is not there; of two that make it at once, both return the same whole one."""
    path = settings.instance_path / FILE
    settings.instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        descriptor, unfinished = mkstemp(dir=path.parent, prefix=FILE)  # which only its owner can read
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            path.hardlink_to(unfinished)
        Path(unfinished).unlink()
    return path


def read_secret_key(settings: Settings) -> str:
    """Return the installation's key; refuse to go on without one, for a default would protect nobody."""
    path = settings.instance_path / FILE
    try:
        key = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise SettingRefused(f"{path} is missing. Run `consult init` once for this installation.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(f"{path} cannot be read ({type(error).__name__}). Run consult as its owner.") from None
    if len(key) < SHORTEST:
        raise SettingRefused(f"{path} holds no key. Remove it and run `consult init`; everyone signs in again.")
    return key
