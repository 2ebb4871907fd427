"""A document made to do harm is refused with a sentence, and takes neither time nor memory from anyone else."""

import io
import resource
import socket
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.intake.rules.archives import MOST_BYTES
from consult.intake.rules.problems import Reason
from consult.intake.rules.texts.document import read_document
from consult.intake.service import ImportRefused
from consult.intake.service.texts import read_text
from tests.intake.documents import (
    BEGIN,
    OFFICE,
    RELATIONS,
    W,
    a_document,
    paragraph,
    part_of,
    run,
    with_body,
    with_parts,
)

TEXT = "word/document.xml"
DOCUMENT = BEGIN.format("document", "<w:body>{}</w:body>")


def with_entities(declared: str, used: str) -> bytes:
    begin = f'<?xml version="1.0"?><!DOCTYPE x [{declared}]><w:document xmlns:w="{W}"><w:body>'
    return with_parts(a_document(), {TEXT: f"{begin}{paragraph(run(used))}</w:body></w:document>"})


def a_zip_bomb() -> bytes:
    return with_body(paragraph(run("1")) * 1_000_000)


def many_laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_entities(entities, "&a9;")


def a_file_from_here() -> bytes:
    return with_entities('<!ENTITY e SYSTEM "file:///etc/hostname">', "&e;")


def a_document_within() -> bytes:
    return with_parts(a_document(), {"word/embeddings/inner.docx": a_document()})


def an_archive_under_another_name() -> bytes:
    return with_parts(a_document(), {"word/media/image1.png": a_document()})


def a_way_out() -> bytes:
    return with_parts(a_document(), {"word/../../x.xml": "<x/>"})


def many_parts() -> bytes:
    return with_parts(a_document(), {f"word/media/{number}.txt": b"" for number in range(300)})


def half_a_document() -> bytes:
    return a_document()[:2000]


def a_workbook_s_relations() -> bytes:
    return with_parts(a_document(), {"_rels/.rels": "<Relationships/>"})


def no_body() -> bytes:
    return with_parts(a_document(), {TEXT: f'<w:document xmlns:w="{W}"/>'})


def deep_links() -> bytes:
    inner = "<w:hyperlink>" * 2_000 + "</w:hyperlink>" * 2_000
    return with_parts(a_document(), {TEXT: DOCUMENT.format(f"<w:p>{inner}</w:p>")})


HOSTILE: dict[str, tuple[Callable[[], bytes], Reason, str]] = {
    "a zip bomb": (a_zip_bomb, Reason.UNSAFE_DOCUMENT, "unpacked"),
    "a billion laughs": (many_laughs, Reason.UNSAFE_DOCUMENT, "entities"),
    "a file of this machine": (a_file_from_here, Reason.UNSAFE_DOCUMENT, "entities"),
    "a document in a document": (a_document_within, Reason.UNSAFE_DOCUMENT, "nested"),
    "an archive under another name": (an_archive_under_another_name, Reason.UNSAFE_DOCUMENT, "nested"),
    "a way out of the folder": (a_way_out, Reason.UNSAFE_DOCUMENT, "path"),
    "three hundred parts": (many_parts, Reason.UNSAFE_DOCUMENT, "members"),
    "half a document": (half_a_document, Reason.NOT_A_DOCUMENT, ""),
    "no text at all": (a_workbook_s_relations, Reason.NOT_A_DOCUMENT, ""),
    "a text without a body": (no_body, Reason.NOT_A_DOCUMENT, ""),
    "two thousand links in each other": (deep_links, Reason.NOT_A_DOCUMENT, ""),
    "more than five million bytes": (lambda: b"PK" + b"x" * MOST_BYTES, Reason.TOO_LARGE, str(MOST_BYTES)),
}


@pytest.mark.parametrize(("made", "reason", "detail"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_with_a_reason(made: Callable[[], bytes], reason: Reason, detail: str) -> None:
    data = made()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ImportRefused) as refused:
        read_text([("draft.docx", data)])
    (problem,) = refused.value.problems
    assert (problem.reason, problem.detail) == (reason, detail)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_what_lies_elsewhere_is_named_and_never_visited() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x.png"
        relation = f'<Relationship Id="far" Type="{OFFICE}/image" Target="{address}" TargetMode="External"/>'
        template = f'<Relationship Id="t" Type="{OFFICE}/attachedTemplate" Target="{address}" TargetMode="External"/>'
        drawing = '<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:link="far"/></w:drawing></w:r>'
        data = with_body(paragraph(run("See:") + drawing))
        relations = part_of(data, RELATIONS).replace("</Relationships>", f"{relation}{template}</Relationships>")
        with pytest.raises(ImportRefused) as refused:
            read_text([("draft.docx", with_parts(data, {RELATIONS: relations}))])
        (problem,) = refused.value.problems
        assert (problem.reason, problem.detail) == (Reason.REMOTE_IMAGE, address)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_macros_are_never_read() -> None:
    data = with_parts(a_document("Words."), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"})
    parts, _ = read_text([("draft.docm", data)])
    assert [part.text for part in parts] == ["Words."]


def test_twenty_thousand_paragraphs_are_the_most() -> None:
    words = "".join(paragraph(run(f"{number * 7919 % 1_000_003} words")) for number in range(20_001))
    with pytest.raises(ImportRefused) as refused:
        read_text([("draft.docx", with_body(words))])
    assert refused.value.problems[0].reason is Reason.TOO_MANY_LINES


elements = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
     "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", '<w:gridSpan w:val="x"/>', '<w:numPr><w:ilvl w:val="-1"/></w:numPr>',
     "<w:pPr>", "</w:pPr>", '<w:pStyle w:val="Heading1"/>', '<w:footnoteReference w:id="1"/>', "<w:drawing/>", "&#9;",
     '<w:outlineLvl w:val="99999999999999999999"/>', '<a:blip xmlns:a="a" a:embed="none"/>', "<w:txbxContent>"]
)  # fmt: skip


@given(st.lists(elements, max_size=20).map("".join), st.booleans())
@settings(max_examples=200)
def test_any_document_is_read_or_refused(body: str, is_whole: bool) -> None:
    whole = f"<w:p><w:r>{body}</w:r></w:p>" if is_whole else body
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        new.writestr(TEXT, DOCUMENT.format(whole))
        kind = f"{OFFICE}/officeDocument"
        new.writestr(
            "_rels/.rels", f'<Relationships><Relationship Id="a" Type="{kind}" Target="{TEXT}"/></Relationships>'
        )
    assert read_document(packed.getvalue()).startswith((b'{"blocks"', b'{"refused"'))


@given(st.integers(0, 36_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=100)
def test_a_damaged_document_is_read_or_refused(place: int, broken: bytes) -> None:
    place %= len(WHOLE)
    damaged = WHOLE[:place] + broken + WHOLE[place + len(broken) :]
    assert read_document(damaged).startswith((b'{"blocks"', b'{"refused"'))


WHOLE = a_document()
