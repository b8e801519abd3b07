"""Word documents whose zip is broken in odd ways."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

import docx

CENTRAL = b"PK\x01\x02"


def word(text: str = "Vägledning hjälper människor att välja.") -> bytes:
    """A whole document."""
    document = docx.Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def broken_zips() -> dict[str, bytes]:
    """Documents by what is wrong with their zip."""
    whole = word()
    return {
        "okänd version": _each(whole, CENTRAL, 6, b"\xff\x00"),
        "lösenord": _each(_each(whole, b"PK\x03\x04", 6, b"\x01\x00"), CENTRAL, 8, b"\x01\x00"),
        "okänd packning": _each(whole, CENTRAL, 10, b"\x63\x00"),
        "avhuggen": whole[: len(whole) // 2],
        "utan slut": whole[:-22],
        "förvrängd": whole.replace(b"PK\x03\x04", b"PK\x03\x04")[:2000]
        + bytes(3000)
        + whole[5000:],
        "fel katalog": whole[: whole.index(CENTRAL)] + b"\xff" * 400,
        "trasig xml": changed(whole, lambda data: data[: len(data) // 2]),
        "tom xml": changed(whole, lambda _: b""),
        "annan rot": changed(whole, lambda _: b"<a/>"),
    }


def _each(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """The data with other bytes at a distance behind every mark."""
    changed = bytearray(data)
    at = data.find(mark)
    while at >= 0:
        changed[at + offset : at + offset + len(value)] = value
        at = data.find(mark, at + 1)
    return bytes(changed)


def changed(
    data: bytes,
    change: Callable[[bytes], bytes],
    part: str = "word/document.xml",
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The document with another main part, or with another part of a name, and more parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        for name, content in more.items():
            new.writestr(name, content)
    return made.getvalue()
