"""Archives made by strangers: workbooks and documents, unpacked once with care before anything reads them (threat T13)."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from defusedxml.ElementTree import ParseError

MOST_BYTES = 5 * 1024 * 1024
MOST_MEMBERS = 200
MOST_UNPACKED = 50 * 1024 * 1024
GREATEST_RATIO = 100
SMALL = 64 * 1024
"""A member this small may be packed as tightly as it likes."""
CHUNK = 64 * 1024
ARCHIVES = (".zip", ".xlsx", ".xlsm", ".docx", ".docm", ".jar", ".gz", ".7z", ".rar")
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ParseError, LookupError, ValueError),
    *(OSError, TypeError, AttributeError, RuntimeError),
)
"""What reading a damaged archive, or one that needs a password, ends with."""
BEGINNING = b"PK"
"""With what every archive begins; no text does."""


class Unsafe(ValueError):
    """An archive that is not opened; says what is wrong with it in one word."""


def inspect(data: bytes, check_xml: Callable[[IO[bytes]], None]) -> None:
    """Unpack every member once in pieces, counted as it comes and whatever its header claims, and check those in XML.

    Refuses with Unsafe more than 200 members, 50 MB in all or a hundredfold of a member, an archive within, and a name
    that leads out of the archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        if len(members) > MOST_MEMBERS:
            raise Unsafe("members")
        total = 0
        for member in members:
            _check_name(member.filename)
            total += _unpack(packed, member, MOST_UNPACKED - total)
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                with packed.open(member) as part:
                    check_xml(part)


def _check_name(name: str) -> None:
    if name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name):
        raise Unsafe("path")
    if name.casefold().endswith(ARCHIVES):
        raise Unsafe("nested")


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Return how many bytes a member unpacks to; refuse it as soon as they are too many."""
    size, most = 0, max(SMALL, GREATEST_RATIO * member.compress_size)
    with packed.open(member) as part:
        while piece := part.read(CHUNK):
            if not size and piece.startswith(b"PK\x03\x04"):
                raise Unsafe("nested")
            size += len(piece)
            if size > min(left, most):
                raise Unsafe("unpacked")
    return size
