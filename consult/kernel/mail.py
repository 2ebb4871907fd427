"""Postboxes: one hands letters to an SMTP server, one keeps them in the instance's folder."""

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from consult.settings import Settings

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    subject: str
    text: str


class Postbox(Protocol):
    """Takes a message away."""

    def send(self, name: str, message: EmailMessage) -> None:
        """Take the message; raise OSError or SMTPException when it cannot be taken."""


@dataclass(frozen=True, slots=True)
class FolderPostbox:
    """Keeps letters as files, for an installation without a mail server."""

    folder: Path

    def send(self, name: str, message: EmailMessage) -> None:
        """Write the message to a file of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.eml").write_bytes(message.as_bytes())


@dataclass(frozen=True, slots=True)
class SmtpPostbox:
    """Hands letters to a mail server."""

    settings: Settings

    def send(self, name: str, message: EmailMessage) -> None:
        """Send the message, over TLS where the server offers it."""
        with smtplib.SMTP(self.settings.mail_host, self.settings.mail_port, timeout=TIMEOUT_SECONDS) as server:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
                server.ehlo()
            if self.settings.mail_user:
                server.login(self.settings.mail_user, self.settings.mail_password)
            server.send_message(message)


def postbox(settings: Settings) -> Postbox:
    """Return the postbox that the settings name."""
    if settings.mail_host:
        return SmtpPostbox(settings)
    return FolderPostbox(settings.instance_path / "mail")


def compose(letter: Letter, *, sender: str, address: str) -> EmailMessage:
    """Return the message; line ends in a header are refused by EmailMessage with ValueError."""
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = sender
    message["To"] = address
    message.set_content(letter.text)
    return message
