"""Every setting of an installation: one frozen table, read from the environment as CONSULT_*."""

import ipaddress
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from limits import parse_many
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from consult import paths

PREFIX = "CONSULT_"


class SettingRefused(ValueError):
    """A setting has a value that this installation cannot run with; the message names it and the remedy."""


Check = Callable[[Any], str | None]
"""Says what is wrong with a value and what to do about it, or nothing."""


def _setting(default: Any, meaning: str, check: Check | None = None, *, is_secret: bool = False) -> Any:  # noqa: ANN401 - a dataclass field stands for any type
    return dataclass_field(default=default, repr=not is_secret, metadata={"meaning": meaning, "check": check})


def _is_port(value: int) -> str | None:
    return None if 0 < value < 65536 else "give a port between 1 and 65535"


def _is_positive(value: int) -> str | None:
    return None if value > 0 else "give a number above 0"


def _is_not_negative(value: int) -> str | None:
    return None if value >= 0 else "give 0 or a number above it"


def _is_switch(value: int) -> str | None:
    return None if value in {0, 1} else "give 0 or 1"


def _is_log_level(value: str) -> str | None:
    levels = logging.getLevelNamesMapping()
    return None if value.upper() in levels else f"give one of {', '.join(levels)}"


def _is_given(value: str) -> str | None:
    return None if value.strip() else "give a value, or leave the setting out for its default"


def _is_database(value: str) -> str | None:
    if not value:
        return None
    try:
        address = make_url(value)
    except (ArgumentError, ValueError):
        return "give an address such as postgresql://USER:PASSWORD@HOST/NAME, or leave it empty for SQLite"
    if address.drivername == "sqlite":
        in_memory = address.database in {None, "", ":memory:"}
        return (
            "name a file, such as sqlite:////srv/consult/consult.db; one in memory would be lost" if in_memory else None
        )
    if address.drivername not in {"postgresql", "postgresql+psycopg"}:
        return "give an address that begins with postgresql:// or sqlite:///"
    return None if find_spec("psycopg") else "PostgreSQL needs its driver; install consult[postgres]"


def _is_redis(value: str) -> str | None:
    if not value:
        return None
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        return "give an address such as redis://HOST:6379/0, or leave it empty"
    return None if find_spec("redis") else "Redis needs its driver; install consult[redis]"


def _is_public_url(value: str) -> str | None:
    """Plain http is accepted for this machine alone: a session cookie must not travel unencrypted."""
    remedy = "give an https address without a path, or http://127.0.0.1:PORT on this machine"
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return remedy
    has_more = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
    if not host or has_more or parts.scheme not in {"http", "https"}:
        return remedy
    return None if parts.scheme == "https" or is_this_machine(host) else remedy


def _is_http(value: str) -> str | None:
    if not value:
        return None
    remedy = (
        "give an http or https address without a question, such as https://translate.example.org, or leave it empty"
    )
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return remedy
    has_more = parts.query or parts.fragment or parts.username is not None
    return remedy if not host or has_more or parts.scheme not in {"http", "https"} else None


def _is_sender(value: str) -> str | None:
    is_one = value.isprintable() and "@" in parseaddr(value)[1]
    return None if is_one else "give one address, such as consult@example.org"


def _is_limit(value: str) -> str | None:
    try:
        parse_many(value)
    except ValueError:
        return "give a limit such as 20 per minute"
    return None


def is_this_machine(host: str) -> bool:
    """Whether a host name or address leads to this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings an installation runs with."""

    instance: str = _setting(
        "", "Folder for database, keys and letters; empty is instance/ of the checkout, or of the working folder."
    )
    database_url: str = _setting(
        "", "SQLAlchemy address of the database; empty is instance/consult.db (SQLite).", _is_database, is_secret=True
    )
    redis_url: str = _setting(
        "", "Redis for jobs and rate limits; empty keeps both in this process and in files.", _is_redis, is_secret=True
    )
    host: str = _setting("127.0.0.1", "Address that `consult serve` listens on.", _is_given)
    port: int = _setting(8000, "Port that `consult serve` listens on.", _is_port)
    public_url: str = _setting("http://127.0.0.1:8000", "Address under which people reach the site.", _is_public_url)
    threads: int = _setting(16, "Threads that answer requests.", _is_positive)
    proxies: int = _setting(0, "How many reverse proxies stand in front and set X-Forwarded-*.", _is_not_negative)
    mail_host: str = _setting("", "SMTP server; empty writes letters to instance/mail instead.")
    mail_port: int = _setting(587, "Port of the SMTP server.", _is_port)
    mail_user: str = _setting("", "User name for the SMTP server.")
    mail_password: str = _setting("", "Password for the SMTP server.", is_secret=True)
    mail_from: str = _setting("consult@localhost", "Sender of every letter.", _is_sender)
    log_level: str = _setting("INFO", "Least severe level that is logged.", _is_log_level)
    sign_in_limit: str = _setting("20 per minute", "How often one network may try to get in.", _is_limit)
    language: str = _setting("en", "Language when nothing tells the reader's.")
    translator_url: str = _setting(
        "", "Machine translator that speaks LibreTranslate's interface; empty means that there is none.", _is_http
    )
    translator_key: str = _setting("", "Key for the machine translator, if it asks for one.", is_secret=True)
    development: int = _setting(0, "Whether pages for developers are shown; 1 shows them.", _is_switch)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: object) -> Self:
        """Return the settings that the environment and the overrides give.

        Refuses, with a sentence that names the setting, a value of the wrong type or outside what its
        check allows: a platform with a wrong setting must not start.
        """
        source = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for field in fields(cls):
            raw = source.get(PREFIX + field.name.upper())
            if raw is not None:
                values[field.name] = _read(field.name, raw, field.type)
        values.update(overrides)
        if "public_url" not in values and {"host", "port"} & values.keys():
            values["public_url"] = _this_machine(values)
        chosen = cls(**values)  # type: ignore[arg-type] # each value was read as its field's type
        chosen.require_valid()
        return chosen

    def require_valid(self) -> None:
        """Refuse the first setting whose value its check does not allow."""
        for field in fields(self):
            check = field.metadata["check"]
            problem = check(getattr(self, field.name)) if check else None
            if problem:
                raise SettingRefused(f"{PREFIX}{field.name.upper()}: {problem}.")

    @property
    def instance_path(self) -> Path:
        """The folder that holds what belongs to this installation."""
        return Path(self.instance).expanduser().resolve() if self.instance else paths.instance_folder()

    @property
    def database(self) -> str:
        """The database's SQLAlchemy address."""
        return self.database_url or f"sqlite:///{self.instance_path / 'consult.db'}"

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the SQLite database, or None on PostgreSQL; a relative one lies in the instance's folder."""
        address = make_url(self.database)
        return self.instance_path / str(address.database) if address.drivername == "sqlite" else None

    @property
    def shown_database(self) -> str:
        """The database's address as people may see it, without its password."""
        return make_url(self.database).render_as_string(hide_password=True)

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Whether the site is for this machine alone: its address leads nowhere else, and no proxy stands in front."""
        return is_this_machine(urlsplit(self.public_url).hostname or "") and not self.proxies

    @property
    def public_host(self) -> str:
        """Host (and port, if it is not the usual one) of the public address."""
        return urlsplit(self.public_url).netloc


def _this_machine(values: Mapping[str, object]) -> str:
    """Return the address of a server that listens on this machine alone; elsewhere the default stands to be changed."""
    host = str(values.get("host", "127.0.0.1"))
    shown = host if is_this_machine(host) else "127.0.0.1"
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{values.get('port', 8000)}"


def _read(name: str, raw: str, kind: object) -> object:
    if kind is int:
        try:
            return int(raw)
        except ValueError:
            raise SettingRefused(f"{PREFIX}{name.upper()}: give a whole number, not {raw!r}.") from None
    return raw
