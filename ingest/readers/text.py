"""Plain text in any of the encodings that Swedish files come in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles

from corpus.model import Block, BlockKind, Page
from ingest.readers.hyphens import join_lines
from ingest.readers.page_numbers import EdgeLine, page_called, printed_numbers
from ingest.readers.reading import FileReading, Unreadable, blocks_only, is_item, line_block, tidy
from ingest.readers.tabbed_lines import spaced, tabbed

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LINE = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_NUMBERED = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zA-Z][.)])\s")
_SWEDISH_BYTES = frozenset("åäöÅÄÖéÉüÜ".encode("cp1252") + "–—“”’•…§°½´»«".encode("cp1252"))
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])

EDGE_LINES = 5
"""Lines at either end of a page that may hold its number."""

WRAP_WIDTH = 120
"""Files whose lines are longer than this, in characters, are not broken to a width."""


def decode(data: bytes) -> str:
    """The text of a file's bytes.

    A byte order mark decides; else UTF-8 where the bytes are valid UTF-8, UTF-16 where every other
    byte is zero, and Windows-1252 (a superset of Latin-1's letters) where the bytes outside ASCII
    are those of Swedish. For the rest charset-normalizer is asked.

    Raises:
        Unreadable: the bytes are no text.
    """
    marked = (encoding for mark, encoding in _BOMS if data.startswith(mark))
    encoding = next(marked, None) or _utf16_without_mark(data)
    if encoding is not None:
        return data.decode(encoding, errors="replace")
    if _looks_binary(data):
        raise Unreadable(
            "innehåller inte läsbar text. Kontrollera filen, eller spara den som .pdf, .docx "
            "eller .txt."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bit(data)


def read_text(data: bytes) -> FileReading:
    """Plain text: a page for each form feed, a block for each line.

    Where the lines are broken to a width, the lines of a paragraph are joined to one block.
    """
    text = decode(data)
    width = _wrap_width(text)
    sections = text.removesuffix("\f").split("\f")
    blocks = [_blocks(section, width) for section in sections]
    if len(sections) == 1:
        return FileReading((Page(None, blocks[0]),))
    labels = printed_numbers([[*map(EdgeLine, _edges(section))] for section in sections])
    pages = [
        page_called(label, content, sheet)
        for sheet, (content, label) in enumerate(zip(blocks, labels, strict=True), 1)
    ]
    return FileReading(tuple(page for page in pages if page.blocks) or (pages[0],))


def _edges(section: str) -> list[str]:
    """The first and last lines of a page, among which its number may stand."""
    lines = [line for line in map(tidy, _LINE.split(section)) if line]
    return [*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]]


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _looks_binary(data: bytes) -> bool:
    sample = data[:100_000]
    controls = len(sample) - len(sample.translate(None, delete=_CONTROLS))
    return b"\x00" in sample or controls > 0.01 * len(sample)


def _decode_eight_bit(data: bytes) -> str:
    # A file that is UTF-8 but for a few bad bytes (cut in the middle of a letter, say) is not
    # Windows-1252: read as that, every å, ä and ö would turn into two wrong letters.
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for char in lenient if ord(char) > 127) - bad
    if good > 10 * bad:
        return lenient
    high = [byte for byte in data if byte > 127]
    if sum(byte in _SWEDISH_BYTES for byte in high) >= 0.6 * len(high):
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("cp1252", errors="replace")


def _wrap_width(text: str) -> int | None:
    """The width that the lines of a text are broken to, or None where they are not.

    Lines are broken to a width when nearly every line that another follows within its paragraph
    is so full that the first word of the next would not have found room.
    """
    lines = [tidy(line) for line in _LINE.split(text)]
    lengths = [len(line) for line in lines if line]
    if len(lengths) < 2:
        return None
    width = max(lengths) if len(lengths) < 20 else round(quantiles(lengths, n=50)[-1])
    if width > WRAP_WIDTH or width < 30:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a and b and not _opens(b)]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if len(pairs) >= 2 and full >= 0.7 * len(pairs) else None


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - 2


def _opens(line: str) -> bool:
    return is_item(line) or _NUMBERED.match(line) is not None


def _blocks(section: str, width: int | None) -> tuple[Block, ...]:
    paragraph: list[str] = []
    paragraphs: list[list[str]] = []
    for line in [*spaced(_LINE.split(section)), ""]:
        joins = bool(
            paragraph
            and line
            and "\t" not in paragraph[-1] + line
            and width
            and _is_full(paragraph[-1], line, width)
            and not _opens(line.lstrip())
        )
        if not joins:
            paragraphs.append(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    blocks = blocks_only(map(_block, filter(None, paragraphs)))
    return tuple(block for _, block in tabbed([(0, block) for block in blocks]))


def _block(lines: Sequence[str]) -> Block:
    """A paragraph; one that begins with a letter of its own and is set in is an item."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    text = join_lines([line.lstrip() for line in lines])
    if indent and _NUMBERED.match(text) and not text[0].isdigit():
        return Block(BlockKind.ITEM, text, indent)
    return line_block(text, indent)
