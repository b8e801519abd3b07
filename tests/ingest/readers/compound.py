"""Makes compound files (MS-CFB), such as Outlook's MSG: a file system in a file."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]
"""Streams by their names, and storages, which hold others."""

SECTOR, SMALL = 512, 64
SMALL_BELOW = 4096
"""Bytes under which a stream stands in the small sectors of one that all share."""

NONE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree: Tree) -> bytes:
    """A compound file of streams that are shorter than ``SMALL_BELOW``."""
    entries: list[tuple[str, int, int, int, bytes]] = []

    def add(name: str, content: bytes | Tree, kind: int) -> int:
        place = len(entries)
        entries.append((name, kind, NONE, NONE, b""))
        child = NONE
        data = content if isinstance(content, bytes) else b""
        if not isinstance(content, bytes):
            # Each knows the next as its right-hand neighbour; a reader follows them all.
            for inner in reversed(list(content.items())):
                following = child
                child = add(inner[0], inner[1], 2 if isinstance(inner[1], bytes) else 1)
                entries[child] = (*entries[child][:2], following, *entries[child][3:])
        entries[place] = (name, kind, entries[place][2], child, data)
        return place

    add("Root Entry", tree, 5)
    sectors: list[bytes] = []
    chain: list[int] = []
    small: list[int] = []
    shared = b""

    def store(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + SECTOR] for at in range(0, len(data), SECTOR)]
        sectors.extend(piece.ljust(SECTOR, b"\0") for piece in pieces)
        chain.extend([*range(first + 1, first + len(pieces)), END])
        return first

    firsts = []
    for *_, data in entries:
        firsts.append(len(small) if data else END)
        count = -(-len(data) // SMALL)
        if data:
            small.extend([*range(len(small) + 1, len(small) + count), END])
        shared += data.ljust(count * SMALL, b"\0")
    firsts[0] = store(shared)
    directory = b""
    for (name, kind, right, child, data), first in zip(entries, firsts, strict=True):
        encoded = name.encode("utf-16-le")
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ",
            *(encoded, len(encoded) + 2, kind, 1, NONE, right, child),
            *(b"", 0, 0, 0, first, len(shared) if kind == 5 else len(data)),
        )
    small_table = store(struct.pack(f"<{len(small)}I", *small).ljust(SECTOR, b"\xff"))
    start = store(directory)
    table = len(sectors)
    chain.append(FAT)
    sectors.append(struct.pack(f"<{SECTOR // 4}I", *chain, *[NONE] * (SECTOR // 4 - len(chain))))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, 1, start, 0, SMALL_BELOW, small_table, 1, END, 0),
    )
    places = struct.pack("<109I", table, *[NONE] * 108)
    return header + places + b"".join(sectors)
