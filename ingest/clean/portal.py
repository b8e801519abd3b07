"""What document portals put around a document: link lists, viewer buttons, teasers."""

from __future__ import annotations

from corpus.data_files import any_of
from corpus.model import Cleaned
from ingest.clean.rules import DropReason, Pages, blocks_in, letters, without

_START, _LIST, _VIEWER = (
    any_of(name, __package__, r"(?:{})\s*:?") for name in ("transcript", "documents", "viewer")
)
_MORE = any_of("read_more", __package__, r"(?:{})\s*[»›>→….]*")

_TITLE_LENGTH = 300
"""Longest title of another document, in characters; titles scraped from covers run long."""

_BEFORE_LIST = 12
"""How many lines a portal may print above its first list or button: title, author, date."""


def front(pages: Pages) -> Cleaned:
    """Drops what a portal prints before the document, up to its "Transkript" line.

    The line alone proves nothing, it may head an interview: a list of other documents or a
    viewer's buttons must stand before it, with no more than a title above them.
    """
    texts = [block.text for block in blocks_in(pages)]
    start = next((i for i, text in enumerate(texts) if _START.fullmatch(text)), None)
    if start is None:
        return Cleaned(pages)
    proof = [i for i in range(start) if _LIST.fullmatch(texts[i]) or _VIEWER.fullmatch(texts[i])]
    long = sum(len(text) > 2 * _TITLE_LENGTH for text in texts[:start])
    if not proof or proof[0] > _BEFORE_LIST or long > 0.05 * start:
        return Cleaned(pages)
    reasons = dict.fromkeys(range(proof[0]), DropReason.PORTAL_TITLE)
    reason = DropReason.PORTAL_BUTTONS
    for i in range(proof[0], start):
        if _LIST.fullmatch(texts[i]):
            reason = DropReason.PORTAL_LIST
        elif _VIEWER.fullmatch(texts[i]):
            reason = DropReason.PORTAL_BUTTONS
        reasons[i] = reason
    reasons[start] = DropReason.PORTAL_BUTTONS
    return without(pages, reasons)


def teasers(pages: Pages) -> Cleaned:
    """Drops teasers of other documents: a title, the title again with an excerpt, "Läs mer".

    From the first of at least two in a row. The excerpts of teasers break off, so a page that
    defines its words and links to more ("Komvux", "Komvux är …", "Läs mer") is no such row.
    """
    texts = [block.text for block in blocks_in(pages)]
    links = [i for i, text in enumerate(texts) if _MORE.fullmatch(text)]
    groups = []
    end = -1
    for link in links:
        start = _teaser_start(texts, end + 1, link)
        if start is not None:
            groups.append((start, link))
        end = link
    broken_off = sum(not texts[link - 1].rstrip().endswith((".", "!", "?")) for _, link in groups)
    if len(groups) < 2 or broken_off < 0.5 * len(groups):
        return Cleaned(pages)
    first, stop = groups[0][0], _row_end(texts, links, groups[0][1])
    while first - 1 in links and first >= 3 and len(texts[first - 3]) <= _TITLE_LENGTH:
        first -= 3  # A teaser whose title the scrape wrote in two ways.
    return without(pages, dict.fromkeys(range(first, stop), DropReason.TEASER))


def _teaser_start(texts: list[str], after: int, link: int) -> int | None:
    """Where the teaser that a link closes begins: at a line that the next one repeats."""
    for i in range(link - 2, max(after, link - 6) - 1, -1):
        title = letters(texts[i].rstrip(".…"))
        if len(title) > 2 and letters(texts[i + 1]).startswith(title):
            return i
    return None


def _row_end(texts: list[str], links: list[int], first: int) -> int:
    """The place after a row of teasers: after the last link that follows close on another."""
    end = first
    for link in links:
        if end < link <= end + 6 and sum(map(len, texts[end:link])) <= 3000:
            end = link
    # A scrape may end in the middle of a teaser.
    rest = texts[end + 1 :]
    cut = len(rest) <= 2 and all(letters(text).startswith(letters(rest[0])) for text in rest)
    return len(texts) if cut else end + 1
