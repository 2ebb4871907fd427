"""A picture is what its bytes say, and a figure speaks of it by its digest."""

import hashlib

import pytest

from consult.drafting.rules import Figure, figure_of, figure_text, read_image
from consult.drafting.rules.images import LONGEST_SIDE
from tests.intake.pictures import a_gif, a_jpeg, a_png, a_webp, an_svg


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (a_png(), ("image/png", 3, 2)),
        (a_gif(), ("image/gif", 4, 5)),
        (a_jpeg(), ("image/jpeg", 6, 7)),
        (a_webp(b"VP8X"), ("image/webp", 8, 9)),
        (a_webp(b"VP8L"), ("image/webp", 8, 9)),
        (a_webp(b"VP8 "), ("image/webp", 8, 9)),
    ],
)
def test_four_kinds_are_known_by_their_content_whatever_they_are_called(
    content: bytes, told: tuple[str, int, int]
) -> None:
    image = read_image("picture.txt", content)
    assert image is not None
    assert (image.media_type, image.width, image.height) == told
    assert image.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        an_svg(),
        b"%PDF-1.7",
        b"<html>",
        a_png()[:20],
        a_gif()[:8],
        a_jpeg()[:8],
        a_webp()[:20],
        a_webp().replace(b"VP8X", b"VP9X"),
        b"\xff\xd8\xff\xd9" + b"\xff" * 10_000,
        a_png(width=LONGEST_SIDE + 1, height=1),
        a_png(width=0),
    ],
)
def test_anything_else_is_no_picture(content: bytes) -> None:
    assert read_image("picture.png", content) is None


def test_bytes_that_only_fill_do_not_hide_the_size_of_a_jpeg() -> None:
    filled = a_jpeg().replace(b"\xff\xc0", b"\xff\xff\xff\xc0")
    image = read_image("picture.jpg", filled)
    assert image is not None
    assert (image.width, image.height) == (6, 7)


def test_no_size_is_read_out_of_the_pixels_of_a_jpeg() -> None:
    pixels = b"\xff\xda" + a_jpeg()[a_jpeg().index(b"\xff\xc0") + 2 :] + a_jpeg()[2:]
    assert read_image("picture.jpg", b"\xff\xd8" + pixels) is None


def test_a_picture_s_bytes_are_not_printed() -> None:
    assert "\\x89" not in repr(read_image("a.png", a_png()))


def test_a_figure_says_what_its_image_shows_and_which_one_it_is() -> None:
    image = read_image("two boxes.png", a_png())
    assert image is not None
    text = figure_text("Two boxes (A], one line", "two boxes.png", image)
    assert figure_of(text) == Figure("Two boxes (A], one line", "two boxes.png", image.sha256)
    assert figure_of(figure_text("Two", "b(1)#.png", None)) == Figure("Two", "b1.png", None)


def test_a_figure_that_somebody_wrote_otherwise_says_its_words_and_has_no_image() -> None:
    assert figure_of("Only words") == Figure("Only words")
    assert figure_of(f"![Two](a.png#{'A' * 64})") == Figure(f"![Two](a.png#{'A' * 64})")
