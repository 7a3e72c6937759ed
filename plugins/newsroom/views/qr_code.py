"""QR codes as one SVG path, quick enough for a page of every article.

segno draws each size once; what differs from one text to the next is only the data, and how data
becomes modules is linear. So a code is the drawn one with the difference of the two data streams
laid over it: a fifth of a millisecond instead of several. Sources: ISO/IEC 18004, 7.4-7.7; a test
holds every module against segno's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Literal

from newsroom.data import Value
from newsroom.views.parts import QrCode

Level = Literal["l", "m"]  # 7 or 15 % of the paper may be stained

_MASK = 4  # one for all: to try each of the eight would cost more than the rest
_RUNS = re.compile("1+|0+")
_STEPS = {"1" * n: f"h{n}" for n in range(1, 178)} | {"0" * n: f"m{n} 0" for n in range(1, 178)}


def qr_code(text: str, level: Level) -> QrCode:
    """text: an address; more than 2331 bytes raise segno's DataOverflowError."""
    data = text.encode()
    size = _size(_version(len(data), level), level)
    modules = size.modules(data)
    lines = []
    for row in range(size.side):
        runs = _RUNS.findall(modules[row * size.side : (row + 1) * size.side].rstrip("0"))
        lines.append(f"M0 {row}" + "".join(map(_STEPS.__getitem__, runs)))
    return QrCode(size.side, "".join(lines))


@cache
def _version(length: int, level: Level) -> int:
    """The smallest size that holds so many bytes, with its head of 12 or 20 bits."""
    for version in range(1, 41):
        room = 8 * sum(data for data, _ in _blocks(version, level))
        if (12 if version < 10 else 20) + 8 * length <= room:
            return version
    return int(_drawn("a" * length, level).version)  # which says that there is none


def _drawn(text: str, level: Level, version: int | None = None) -> Any:
    import segno  # most builds draw none

    return segno.make_qr(
        text, error=level, version=version, mode="byte", mask=_MASK, boost_error=False
    )


class _Size(Value, frozen=True):
    """One version. blocks: (data bytes, correction bytes) of each.

    constant: what stands on the data modules for an empty stream, as a number whose highest bit is
    the first module; placed: the modules of a symbol from the bits of a stream followed by "01".
    """

    version: int
    side: int
    blocks: tuple[tuple[int, int], ...]
    stream_bits: int
    constant: int
    placed: Callable[[str], Sequence[str]]

    def modules(self, data: bytes) -> str:
        """All modules in rows from the top, "1" for dark."""
        bits = _stream(data, self.version, self.blocks) ^ self.constant
        return "".join(self.placed(f"{bits:0{self.stream_bits}b}01"))


@cache
def _size(version: int, level: Level) -> _Size:
    from segno import consts

    example = "a"
    drawn = _drawn(example, level, version)
    typed = [list(row) for row in drawn.matrix_iter(border=0, verbose=True)]
    side = len(typed)
    blocks = _blocks(version, level)
    free = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
    # segno calls one module of data a module of format.
    modules = [p for p in _zigzag(side) if typed[p[0]][p[1]] in free or p == (8, side - 9)]
    count = sum(data + correction for data, correction in blocks) * 8
    order = {place: number for number, place in enumerate(modules[:count])}
    lit = int("".join("01"[drawn.matrix[row][column]] for row, column in modules[:count]), 2)
    picks = [
        order.get((row, column), count + drawn.matrix[row][column])
        for row in range(side)
        for column in range(side)
    ]
    constant = lit ^ _stream(example.encode(), version, blocks)
    return _Size(version, side, blocks, count, constant, itemgetter(*picks))


def _blocks(version: int, level: Level) -> tuple[tuple[int, int], ...]:
    from segno import consts

    table: Any = consts.ECC
    return tuple(
        (group.num_data, group.num_total - group.num_data)
        for group in table[version][consts.ERROR_MAPPING[level.upper()]]
        for _ in range(group.num_blocks)
    )


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    """Pairs of columns from the right, up and down in turn; the column of timing is left out."""
    columns = [*range(side - 1, 6, -2), 5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        for row in rows:
            yield row, right
            yield row, right - 1


# -------------------------------------------------------------- the stream of data and correction


def _stream(data: bytes, version: int, blocks: Sequence[tuple[int, int]]) -> int:
    """Data with its head and filling, then the correction, each dealt out from all blocks."""
    length_bits = 8 if version < 10 else 16
    head = (0b0100 << length_bits) | len(data)
    bits = ((head << 8 * len(data)) | int.from_bytes(data, "big")) << 4
    filled = bits.to_bytes((4 + length_bits + 8 * len(data) + 4) // 8, "big")
    room = sum(size for size, _ in blocks)
    filled += (b"\0" + b"\xec\x11" * room)[: room - len(filled)]  # as segno fills
    parts, start = [], 0
    for size, _ in blocks:
        parts.append(filled[start : start + size])
        start += size
    checks = [_correction(part, n) for part, (_, n) in zip(parts, blocks, strict=True)]
    return int.from_bytes(_dealt(parts) + _dealt(checks), "big")


def _dealt(parts: Sequence[bytes]) -> bytes:
    """The first byte of each part, then the second of each, and so on."""
    longest = max(map(len, parts))
    return bytes(part[place] for place in range(longest) for part in parts if place < len(part))


def _correction(data: bytes, count: int) -> bytes:
    """The remainder of the data by the Reed-Solomon generator, all its bytes as one number."""
    table, top, mask = _multiples(count), 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for byte in data:
        rest = ((rest << 8) & mask) ^ table[(rest >> top) ^ byte]
    return rest.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator of that degree, without its first term, times each of the 256 bytes."""
    generator = [1]
    root = 1
    for _ in range(count):
        shifted = [*generator, 0]
        scaled = [0, *(_product(term, root) for term in generator)]
        generator = [a ^ b for a, b in zip(shifted, scaled, strict=True)]
        root = _product(root, 2)
    multiples = [0]
    for bit in range(8):  # to add is to XOR, so a byte's multiple is the sum of those of its bits
        single = int.from_bytes(bytes(_product(term, 1 << bit) for term in generator[1:]), "big")
        multiples += [multiple ^ single for multiple in multiples]
    return tuple(multiples)


def _product(one: int, other: int) -> int:
    """In the field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1."""
    found = 0
    while other:
        if other & 1:
            found ^= one
        one = (one << 1) ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return found
