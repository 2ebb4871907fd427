"""Pictures as small as each format allows."""

import struct
import zlib


def a_png(width: int = 3, height: int = 2, *, shade: int = 0) -> bytes:
    """Return a grey picture that any reader opens."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def a_gif() -> bytes:
    return b"GIF89a\x04\x00\x05\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00;"


def a_jpeg() -> bytes:
    """Return a picture of 6 by 7 pixels, its size behind a comment."""
    return b"\xff\xd8\xff\xfe\x00\x04hi\xff\xc0\x00\x0b\x08\x00\x07\x00\x06\x01\x01\x11\x00\xff\xd9"


def a_webp(form: bytes = b"VP8X") -> bytes:
    """Return a picture of 8 by 9 pixels in one of the three forms of its format."""
    body = {
        b"VP8X": b"\x0a\0\0\0" + b"\0\0\0\0" + b"\x07\0\0" + b"\x08\0\0",
        b"VP8L": b"\x0a\0\0\0" + b"\x2f" + (7 | 8 << 14).to_bytes(4, "little") + b"\0" * 5,
        b"VP8 ": b"\x0a\0\0\0" + b"\0\0\0" + b"\x9d\x01\x2a" + b"\x08\0\x09\0",
    }[form]
    return b"RIFF\x1c\0\0\0WEBP" + form + body


def an_svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
