"""Documents as a word processor writes them: made by a library that is not ours, with parts put in by hand."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx import Document

from tests.intake.pictures import a_png

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BEGIN = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{{0}} xmlns:w="{W}">{{1}}</w:{{0}}>'
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_document(*paragraphs: str) -> bytes:
    """Return a document with these paragraphs; one that begins with # is a heading."""
    made = Document()
    for words in paragraphs or ("# Principles", "Systems serve people."):
        level = len(words) - len(words.lstrip("#"))
        if level:
            made.add_heading(words.lstrip("# "), level)
        else:
            made.add_paragraph(words)
    return saved(made)


def a_figure(document: Any, *, alt: str = "Two boxes", name: str = "Picture 1", content: bytes | None = None) -> None:
    """Put a picture into a document."""
    document.add_picture(io.BytesIO(content or a_png()))
    drawn = document.inline_shapes[-1]._inline.docPr
    drawn.set("name", name)
    if alt:
        drawn.set("descr", alt)


def with_parts(data: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of which these parts are others, or are added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member not in parts:
                new.writestr(member, old.read(member))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> str:
    """Return one part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def with_body(body: str, *, before: str = "", data: bytes | None = None, **others: str) -> bytes:
    """Return a document whose body is this XML; `footnotes`, `comments` and the like are further parts of it."""
    plain = data or a_document()
    relations = part_of(plain, RELATIONS)
    parts: dict[str, bytes | str] = {"word/document.xml": before + BEGIN.format("document", f"<w:body>{body}</w:body>")}
    for kind, content in others.items():
        parts[f"word/{kind}.xml"] = BEGIN.format(kind, content)
        one = f'<Relationship Id="x-{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
        relations = relations.replace("</Relationships>", one)
    return with_parts(plain, {**parts, RELATIONS: relations})


def paragraph(content: str, properties: str = "") -> str:
    """Return the XML of a paragraph: its runs, and what is said of it."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
