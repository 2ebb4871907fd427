"""Pictures that stand in a text: what they really are, whatever they are called, and how a text speaks of them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LARGEST_IMAGE = 2 * 1024 * 1024
LONGEST_SIDE = 10_000
"""More pixels on a side than any screen shows; a picture beyond would only fill a reader's memory."""
_FIGURE = re.compile(r"!\[(?P<alt>.*)\]\((?P<name>[^()#]*)(?:#(?P<sha256>[0-9a-f]{64}))?\)", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers in a JPEG that begin a frame, which holds its size."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its file's name, its media type as its content tells it, its size in pixels, and its bytes."""

    name: str
    media_type: str
    width: int
    height: int
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, as 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Figure:
    """What the text of a figure says: what its image shows, and which image that is, if it came along with the text."""

    alt: str
    name: str = ""
    sha256: str | None = None


def figure_text(alt: str, name: str, image: Image | None) -> str:
    """Return the text of a figure in Markdown; the image's digest stands in it, so that nobody can exchange it unseen.

    >>> figure_text("Two boxes", "boxes.png", None)
    '![Two boxes](boxes.png)'
    """
    mark = f"#{image.sha256}" if image else ""
    return f"![{alt}]({re.sub(r'[()#]', '', name)}{mark})"


def figure_of(text: str) -> Figure:
    """Return what the text of a figure says; a text that is written otherwise has no image and says what one would show."""
    found = _FIGURE.fullmatch(text.strip())
    return Figure(found["alt"], found["name"], found["sha256"]) if found else Figure(text)


def read_image(name: str, content: bytes) -> Image | None:
    """Return the picture that the bytes hold: PNG, JPEG, GIF or WebP; None for anything else, whatever its name says.

    None, too, for one without a size or with more than 10,000 pixels on a side.
    """
    for media_type, size_of in READERS.items():
        size = size_of(content)
        if size and all(0 < side <= LONGEST_SIDE for side in size):
            return Image(name, media_type, *size, content)
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _gif(data: bytes) -> tuple[int, int] | None:
    if data[:6] not in {b"GIF87a", b"GIF89a"} or len(data) < 10:
        return None
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    for marker, place in _segments(data):
        if marker in _FRAMES and place + 9 <= len(data):
            return int.from_bytes(data[place + 7 : place + 9], "big"), int.from_bytes(
                data[place + 5 : place + 7], "big"
            )
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Give the marker and the place of each segment of a JPEG up to its pixels."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # a byte that only fills
            place += 1
            continue
        if marker == 0xDA:
            return
        yield marker, place
        place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4], "big"))


def _webp(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


READERS = {"image/png": _png, "image/jpeg": _jpeg, "image/gif": _gif, "image/webp": _webp}
"""How each media type that a text may hold tells its width and height."""
