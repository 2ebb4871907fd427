"""A redline gives both texts back, keeps characters whole, and reads as a person would have marked it."""

import doctest
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafting.rules import PieceKind, new_of, old_of, redline
from consult.drafting.rules.redline import LONGEST_OPENING, Piece
from consult.drafting.rules.tokens import characters_of, is_word, tokens_of

SCRIPTS = {
    "Latin": "Le système sert l’intérêt de tous, et 3,5 % s'y opposent; naïve e\u0301galité.\n\nFin.",
    "Han": "审计机器的人应当独立。任何人都可以停止机器!\n评分公开,风险越高责任越大。",
    "Arabic": "الأنظمة تخدم النّاس، ويمكن للناس إيقافها. المسؤوليّة تزداد مع الخطر؛ والتصنيف منشور؟",
    "Devanagari": "प्रणालियाँ लोगों की सेवा करती हैं। लोग उन्हें रोक सकते हैं, क्षति की भरपाई होती है।",
    "Thai": "ระบบรับใช้ผู้คนและผู้คนหยุดระบบได้ ผู้ที่ได้รับความเสียหายต้องได้รับการเยียวยา",
    "Lao": "ລະບົບຮັບໃຊ້ປະຊາຊົນ ແລະ ປະຊາຊົນຢຸດມັນໄດ້ ຜູ້ທີ່ໄດ້ຮັບຄວາມເສຍຫາຍຕ້ອງໄດ້ຮັບການຊົດເຊີຍ",
    "Amharic": "ሥርዓቶች ሰዎችን ያገለግላሉ። ሰዎች ሊያቆሟቸው ይችላሉ፤ ጉዳት የደረሰበት ሰው ይካሳል።",
}


def marked(old: str, new: str) -> str:
    """Return the redline as text: [what is removed], {what is added}."""
    shapes = {PieceKind.KEPT: "%s", PieceKind.REMOVED: "[%s]", PieceKind.ADDED: "{%s}"}
    return "".join(shapes[piece.kind] % piece.text for piece in redline(old, new))


@st.composite
def edited(draw: st.DrawFn, scripts: Sequence[str] = tuple(sorted(SCRIPTS))) -> tuple[str, str]:
    """Two texts of one script, the second made of the first by taking out and putting in characters anywhere."""
    source = SCRIPTS[draw(st.sampled_from(scripts))]
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(source))] * 2)))
    old = new = source[start:end]
    for _ in range(draw(st.integers(0, 4))):
        at, upto = sorted(draw(st.tuples(*[st.integers(0, len(new))] * 2)))
        put = draw(st.integers(0, len(source)))
        new = new[:at] + source[put : put + draw(st.integers(0, 12))] + new[upto:]
    return old, new


def bounds(text: str) -> set[int]:
    """Return where the text can be cut without parting a character from its marks."""
    cuts, at = {0}, 0
    for character in characters_of(text):
        at += len(character)
        cuts.add(at)
    return cuts


@pytest.mark.parametrize("name", ["tokens", "redline", "similarity", "comparing", "grids", "footnotes", "images"])
def test_the_worked_examples_hold(name: str) -> None:
    found = doctest.testmod(import_module(f"consult.drafting.rules.{name}"))
    assert found.attempted
    assert not found.failed


@given(st.one_of(st.text(), st.sampled_from(sorted(SCRIPTS.values())), edited().map("".join)))
def test_tokens_join_back_to_the_text_and_hold_whole_characters(text: str) -> None:
    found = tokens_of(text)
    assert "".join(found) == text
    assert all(found)
    at, cuts = 0, bounds(text)
    for token in found:
        at += len(token)
        assert at in cuts


@given(st.one_of(edited(), st.tuples(st.text(), st.text()), st.tuples(*[st.text(" ab.\n", max_size=30)] * 2)))
@settings(max_examples=300)
def test_a_redline_gives_both_texts_back_in_whole_characters(texts: tuple[str, str]) -> None:
    old, new = texts
    pieces = redline(old, new)
    assert (old_of(pieces), new_of(pieces)) == texts
    assert all(piece.text for piece in pieces)
    assert all(first.kind is not second.kind or second.text[0] in "\r\n" for first, second in pairwise(pieces))
    for text, gone in ((old, PieceKind.ADDED), (new, PieceKind.REMOVED)):
        at, cuts = 0, bounds(text)
        for piece in pieces:
            at += len(piece.text) if piece.kind is not gone else 0
            assert at in cuts


def applied(pieces: Sequence[Piece], old: str) -> str:
    """Return what the redline makes of the text: it takes away and keeps only what stands there, and puts in the rest."""
    new, at = "", 0
    for piece in pieces:
        if piece.kind is not PieceKind.ADDED:
            assert old.startswith(piece.text, at), f"{piece.text!r} does not stand at {at}"
            at += len(piece.text)
        new += piece.text if piece.kind is not PieceKind.REMOVED else ""
    assert at == len(old), "the redline leaves some of the text out"
    return new


@pytest.mark.parametrize("script", SCRIPTS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_redline_applied_to_the_old_text_gives_the_new_one(script: str, data: st.DataObject) -> None:
    old, new = data.draw(edited((script,)))
    assert applied(redline(old, new), old) == new


def test_what_a_redline_does_not_fit_is_found() -> None:
    pieces = redline("Stop the red clock.", "Stop the blue clock.")
    with pytest.raises(AssertionError, match="does not stand"):
        applied(pieces, "Stop the old clock.")
    with pytest.raises(AssertionError, match="leaves some"):
        applied(pieces, "Stop the red clock. Now.")


@pytest.mark.parametrize("text", [text.replace("\n", " ") for text in SCRIPTS.values()], ids=list(SCRIPTS))
def test_a_text_beside_itself_is_one_kept_piece(text: str) -> None:
    assert redline(text, text) == (Piece(PieceKind.KEPT, text),)
    assert redline("", "") == ()
    assert redline("", text) == (Piece(PieceKind.ADDED, text),)
    assert redline(text, "") == (Piece(PieceKind.REMOVED, text),)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Systems must stop.", "Systems must be stopped.", "Systems must [stop]{be stopped}."),
        ("It holds 3.5 of them.", "It holds 3.75 of them.", "It holds [3.5]{3.75} of them."),
        ("It is people's own.", "It is peoples' own.", "It is [people's]{peoples'} own."),
        ("审计机器的专家应当独立", "审计系统的专家应当独立", "审计[机器]{系统}的专家应当独立"),
        ("คนดีหยุดเครื่องได้", "คนดีหยุดรถได้", "คนดีหยุด[เครื่อง]{รถ}ได้"),
    ],
)
def test_a_changed_word_is_shown_whole(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_changes_with_fewer_than_three_words_between_them_are_one() -> None:
    assert marked("a red clock and b", "a blue clock or b") == "a [red clock and]{blue clock or} b"
    two = marked("a red clock on walls and b", "a blue clock on walls or b")
    assert two == "a [red]{blue} clock on walls [and]{or} b"


def test_an_island_in_a_rewritten_sentence_does_not_stand_alone() -> None:
    long = ("One two three four", "Ten eleven twelve thirteen"), ("five six seven eight", "some who paid for it")
    assert marked(*(f"{first} by all the people {last}." for first, last in zip(*long, strict=True))) == (
        "[One two three four by all the people five six seven eight]"
        "{Ten eleven twelve thirteen by all the people some who paid for it}."
    )
    short = ("One two", "Ten eleven"), ("five six", "some who")
    assert marked(*(f"{first} by all the people {last}." for first, last in zip(*short, strict=True))) == (
        "[One two]{Ten eleven} by all the people [five six]{some who}."
    )


def test_what_is_kept_of_two_sentences_stays_apart() -> None:
    old = "One two three four. By all people five six seven eight."
    new = "Ten eleven twelve thirteen. By all people fourteen fifteen sixteen seventeen."
    assert marked(old, new) == (
        "[One two three four]{Ten eleven twelve thirteen}. By all people "
        "[five six seven eight]{fourteen fifteen sixteen seventeen}."
    )


def test_changes_in_two_lines_are_two_changes() -> None:
    assert marked("red\n\nred", "blue\n\ngreen") == "[red]{blue}\n\n[red]{green}"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Stop it. End.", "Stop it. Log it. End.", "Stop it. {Log it. }End."),
        ("停止。结束。", "停止。记录。结束。", "停止。{记录。}结束。"),
        ("Stop it now.", "Stop it now or stop it now.", "Stop it {now or stop it }now."),
        ("First.\n\nLast.", "First.\n\nMiddle.\n\nLast.", "First.\n\n{Middle.\n\n}Last."),
        (
            "the old old clock is the old clock",
            "the old clock is the old clock",
            "the old [old ]clock is the old clock",
        ),
    ],
)
def test_what_is_only_added_or_removed_is_cut_where_a_reader_would(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_each_line_of_what_changed_is_a_piece_of_its_own() -> None:
    assert marked("One. End.", "One.\n\nTwo. End.") == "One.{\n\nTwo.} End."
    assert marked("One", "First\n\nSecond\nThird") == "[One]{First}{\n\nSecond}{\nThird}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (" and for whom", (" ", "and", " for whom")),
        (", for whom", ("", ", for", " whom")),
        ("审计", ("", "审", "计")),
        (" ... ", (" ", "... ", "")),
        ("\n\n", ("\n\n", "", "")),
        ("x" * 60, ("", "x" * LONGEST_OPENING, "x" * (60 - LONGEST_OPENING))),
    ],
)
def test_a_label_is_bound_to_the_first_word(text: str, parts: tuple[str, str, str]) -> None:
    piece = Piece(PieceKind.ADDED, text)
    assert (piece.lead, piece.opening, piece.rest) == parts
    assert "".join(parts) == text


def test_a_sign_or_a_space_is_no_word() -> None:
    assert [token for token in tokens_of("Stop it, 3 times!") if is_word(token)] == ["Stop", "it", "3", "times"]
