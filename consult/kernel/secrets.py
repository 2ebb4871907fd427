"""The installation's own secret: a file only its owner can read."""

import os
import secrets
from pathlib import Path

from consult.settings import SettingRefused, Settings

FILE = "secret.key"


def make_secret_key(settings: Settings) -> Path:
    """Return the key's file, made if it is not there."""
    path = settings.instance_path / FILE
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path


def read_secret_key(settings: Settings) -> str:
    """Return the installation's key; refuse to go on without one, for a default would protect nobody."""
    path = settings.instance_path / FILE
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        raise SettingRefused(f"{path} is missing. Run `consult init` once for this installation.") from None
