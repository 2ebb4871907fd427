"""Texts as they come in: files of Markdown and documents, one after the other, with the images that stand in them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from consult.drafting.rules import Image, Part, read_image
from consult.intake.rules.archives import BEGINNING, MOST_BYTES
from consult.intake.rules.markdown_draft import read_markdown
from consult.intake.rules.numbering import section_numbers
from consult.intake.rules.problems import FileRefused, Reason, decode, refuse
from consult.intake.rules.texts import Gathering, Notice, Told
from consult.intake.rules.texts.document import read_document
from consult.intake.rules.texts.from_document import add_document
from consult.intake.rules.texts.pictures import read_images
from consult.intake.service.runs import ImportRefused
from consult.kernel.guarded import MOST_SECONDS, GaveUp, run_guarded

Files = Sequence[tuple[str, bytes]]
Tell = Callable[[Notice], None]
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".avif"})
"""What files of pictures are called, of which only some kinds can be taken."""
OTHER_DOCUMENTS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""With what documents in other formats begin."""


def nothing(_notice: Notice) -> None:
    """Tell nobody."""


def read_text(
    files: Files, *, kept: Mapping[str, Image] | None = None, tell: Tell = nothing
) -> tuple[list[Part], list[Image]]:
    """Return the parts of the text that the files hold, in order, and the images that stand in it.

    `kept` are images that came in earlier, by their names. Refuses, naming the file and the line or paragraph, what
    cannot be read as a text with clauses, and a document that would take more time or memory than any text needs.
    """
    try:
        return _read(files, kept or {}, tell)
    except FileRefused as error:
        raise ImportRefused(error) from error


def source_of(files: Files) -> str:
    """Return what was typed, to be shown in the form again: nothing of images, and of a document nothing but its file."""
    is_document = any(content.startswith(BEGINNING) for _, content in files)
    texts = [(name, content) for name, content in files if read_image(name, content) is None]
    return "" if is_document else "\n\n".join(decode(name, content) for name, content in texts)


def _read(files: Files, kept: Mapping[str, Image], tell: Tell) -> tuple[list[Part], list[Image]]:
    texts = [(name, data) for name, data in files if not _is_picture(name, data)]
    brought = read_images(file for file in files if file not in texts)
    if files and not texts:
        raise refuse(files[0][0], None, Reason.NO_TEXT)
    found = Gathering({**kept, **brought})
    sections = section_numbers([name for name, _ in texts])
    for name, data in texts:
        for notice in _add(found, name, data, sections.get(name)):
            tell(notice)
    parts = _parts(found, texts)
    for name in brought.keys() - {name for _, name in found.used}:
        tell(Notice(name, Told.IMAGE_NOT_USED, detail=name))
    return parts, list(found.used.values())


def _is_picture(name: str, data: bytes) -> bool:
    """Whether a file is an image; refuse one in a format that no text may hold."""
    if read_image(name, data) is not None:
        return True
    if PurePath(name).suffix.casefold() in PICTURES:
        raise refuse(name, None, Reason.NOT_AN_IMAGE)
    return False


def _add(found: Gathering, name: str, data: bytes, section: str | None) -> list[Notice]:
    if data.startswith(OTHER_DOCUMENTS):
        raise refuse(name, None, Reason.NOT_A_DOCUMENT)
    if not data.startswith(BEGINNING):
        return read_markdown(found, name, data, section)
    return add_document(found, name, _document(name, data))


def _document(name: str, data: bytes) -> Mapping[str, Any]:
    """Return what a document holds, read in a process of its own."""
    if len(data) > MOST_BYTES:
        raise refuse(name, None, Reason.TOO_LARGE, MOST_BYTES)
    try:
        read: Mapping[str, Any] = json.loads(run_guarded(read_document, data))
    except GaveUp as error:
        raise refuse(name, None, Reason.DOCUMENT_TOO_SLOW, MOST_SECONDS) from error
    if "refused" not in read:
        return read
    if read["refused"] == "damaged":
        raise refuse(name, None, Reason.NOT_A_DOCUMENT)
    raise refuse(name, None, Reason.UNSAFE_DOCUMENT, read["refused"])


def _parts(found: Gathering, texts: Files) -> list[Part]:
    try:
        return found.parts()
    except FileRefused as error:
        if error.problem.reason is not Reason.NO_CLAUSE:
            raise
        raise refuse(texts[-1][0] if texts else "", None, Reason.NO_CLAUSE) from error
