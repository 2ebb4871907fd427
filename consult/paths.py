"""Where things lie, in a checkout and when installed."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
INSTALLED = (PACKAGE / "templates").is_dir()
ROOT = PACKAGE if INSTALLED else PACKAGE.parent
TEMPLATES = ROOT / "templates"
TRANSLATIONS = ROOT / "translations"
MIGRATIONS = PACKAGE / "migrations"


def instance_folder() -> Path:
    """Return the folder that holds what belongs to this installation.

    `CONSULT_INSTANCE` decides; else the checkout's `instance/`; else `./instance`. Flask's own default
    would put the votes inside the virtual environment.
    """
    named = os.environ.get("CONSULT_INSTANCE")
    if named:
        return Path(named).expanduser().resolve()
    return (Path.cwd() if INSTALLED else ROOT) / "instance"
