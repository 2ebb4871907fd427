"""Letters that an installation without a mail server keeps in its folder."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

from consult.settings import Settings


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter in the installation's folder."""

    file: Path
    at: datetime
    to: str
    subject: str
    text: str


def kept_letters(settings: Settings) -> list[KeptLetter]:
    """Return the letters that were written to the folder, newest first."""
    files = (settings.instance_path / "mail").glob("*.eml")
    return sorted((_read(file) for file in files), key=lambda letter: letter.at, reverse=True)


def _read(file: Path) -> KeptLetter:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    body = message.get_body(("plain",))
    at = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    return KeptLetter(file, at, str(message["To"]), str(message["Subject"]), body.get_content() if body else "")
