"""A PNG file of bands, one below the other: what many pictures share is packed only once.

Pillow writes such a file too, but looks at each row in turn, and at all of them for each picture.
Packed by zlib-ng: Python's own zlib is another one on each system, with other bytes, and slower.
Source: PNG specification, third edition; RFC 1950 and 1951 for what is packed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from struct import pack
from typing import Literal

from zlib_ng import zlib_ng as zlib

from newsroom.data import Value

_BITS, _PALETTE = 4, 3  # of a pixel; the kind of colour
_HEAD = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"  # an empty one
_MODULUS = 65521  # of Adler-32


class Band(Value, frozen=True):
    """Rows of a picture, packed so that they end on a byte and look back to no others.

    adler, size: checksum and number of their bytes before they were packed.
    """

    blocks: bytes
    adler: int
    size: int


def band(rows: bytes, level: Literal[2, 7, 9]) -> Band:
    """rows: each a byte that names its filter, then two pixels a byte.

    level: 2, 7 or 9. Of the others some give other bytes on a processor of another kind.
    """
    packer = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    blocks = packer.compress(rows) + packer.flush(zlib.Z_SYNC_FLUSH)
    return Band(blocks, zlib.adler32(rows), len(rows))


@cache
def blank(size: int) -> Band:
    """Rows of the palette's first colour, without filter; size: in bytes."""
    return band(bytes(size), level=9)


def png(width: int, height: int, palette: Sequence[int], bands: Iterable[Band]) -> bytes:
    """palette: red, green and blue of each of at most sixteen colours."""
    bands = list(bands)
    size = pack(">2I5B", width, height, _BITS, _PALETTE, 0, 0, 0)
    stream = (_HEAD, *(part.blocks for part in bands), _LAST_BLOCK, pack(">I", _adler(bands)))
    chunks = ((b"IHDR", size), (b"PLTE", bytes(palette)),
              (b"IDAT", b"".join(stream)), (b"IEND", b""))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _adler(bands: Iterable[Band]) -> int:
    """Of all of them, one after the other: each checksum began at 1, and should go on instead."""
    low, high = 1, 0
    for part in bands:
        high = (high + (part.adler >> 16) + part.size * (low - 1)) % _MODULUS
        low = (low + (part.adler & 0xFFFF) - 1) % _MODULUS
    return high << 16 | low
