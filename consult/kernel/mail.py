"""Postboxes: one hands letters to an SMTP server, one keeps them in the instance's folder."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

from consult.settings import Settings, is_this_machine

TIMEOUT_SECONDS = 20
TLS_FROM_THE_START = 465
"""The port on which a mail server speaks TLS at once; on others it is asked to begin (STARTTLS)."""


class NotTaken(Exception):
    """The letter was surely not taken; `is_final` says that asking again is no use."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    subject: str
    text: str


class Postbox(Protocol):
    """Takes a message away."""

    def send(self, name: str, message: EmailMessage) -> None:
        """Take the message; raise `NotTaken` when it surely was not, anything else when nobody can know."""


@dataclass(frozen=True, slots=True)
class FolderPostbox:
    """Keeps letters as files that only their owner can read, for an installation without a mail server."""

    folder: Path

    def send(self, name: str, message: EmailMessage) -> None:
        """Write the message to a file of its own, which is there whole or not at all."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = self.folder / f"{name}.part"
            with open(unfinished, "wb", opener=_private) as file:
                file.write(message.as_bytes())
            unfinished.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise NotTaken(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class SmtpPostbox:
    """Hands letters to a mail server."""

    settings: Settings

    def send(self, name: str, message: EmailMessage) -> None:
        """Hand the message over, encrypted unless the server is this machine."""
        with self._greeted() as server:
            try:
                server.send_message(message)
            except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refused:
                code = _code(refused)
                raise NotTaken(f"{type(refused).__name__} {code}", is_final=code >= 500) from refused
            except smtplib.SMTPNotSupportedError as refused:
                raise NotTaken(type(refused).__name__, is_final=True) from refused
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    @contextmanager
    def _greeted(self) -> Iterator[smtplib.SMTP]:
        """Give a server that is ready to take the message; what fails until then may be tried again."""
        server: smtplib.SMTP | None = None
        try:
            try:
                server = self._connected()
                self._log_in(server)
            except (OSError, smtplib.SMTPException) as error:
                raise NotTaken(type(error).__name__) from error
            yield server
        finally:
            if server is not None:
                server.close()

    def _connected(self) -> smtplib.SMTP:
        host, port = self.settings.mail_host, self.settings.mail_port
        if port == TLS_FROM_THE_START:
            return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls") and not is_this_machine(host):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not self.settings.mail_user:
            return
        if not isinstance(server.sock, ssl.SSLSocket) and not is_this_machine(self.settings.mail_host):
            raise NotTaken("the mail server offers no TLS, and the password must not travel without")
        server.login(self.settings.mail_user, self.settings.mail_password)


def postbox(settings: Settings) -> Postbox:
    """Return the postbox that the settings name."""
    if settings.mail_host:
        return SmtpPostbox(settings)
    return FolderPostbox(settings.instance_path / "mail")


def compose(letter: Letter, *, sender: str, address: str, at: datetime, mark: str) -> EmailMessage:
    """Return the message; line ends in a header are refused by EmailMessage with ValueError."""
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = sender
    message["To"] = address
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mark}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _code(refused: smtplib.SMTPException) -> int:
    """Return the status with which the server said no."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in refused.recipients.values())
    return int(getattr(refused, "smtp_code", 0))
