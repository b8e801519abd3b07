"""Who published a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.data_files import any_of
from corpus.model import BlockKind
from corpus.swedish import fold, normalise
from ingest.metadata.clues import Clues, Finding, from_file, from_sidecar

_CAP = r"[A-ZÅÄÖÉ][\w&.:-]*\w"
_LINK = r"(?:i|för|och|av|på|om|mot)"
_ENDS_SO = any_of(
    "name_endings", __package__, rf"(?-i:{_CAP}(?: {_CAP}| och {_CAP}){{0,4}} (?:{{}})(?!\w))"
)
_OPENS_SO = any_of(
    "name_openings",
    __package__,
    rf"(?-i:(?=[A-ZÅÄÖ])(?:{{}})(?: {_CAP}| {_LINK} {_CAP}| för \w+(?: och \w+frågor)?| läns?\b"
    r"| landsting\b){0,5}(?!\w))",
)
_CAPITALS = any_of("names_in_capitals", __package__, "(?-i:{})")
_LABEL = any_of("publisher_labels", __package__, r"(?<!\w)(?<!ansvarig )(?:{})\s*:?\s*(?=[A-ZÅÄÖ])")
_COPYRIGHT = re.compile(r"(?:©|copyright|\(c\))\s*(?:(?:19|20)\d{2}[\s,–-]*)*", re.IGNORECASE)
_ADDRESS = any_of("address_openings", __package__, r"(?-i:,?\s*(?:[A-ZÅÄÖ]\w+\s*)?(?:{}))")
_PAGE_MARK = re.compile(
    r"(?:sida?n?\s*)?\d{1,4}(?:\s*(?:\(\d+\)|av\s*\d+|/\s*\d+))?", re.IGNORECASE
)
_LETTERHEAD_BLOCKS = 12
_LONGEST = 80
_MOST_TITLE_WORDS = 6


def organisation(text: str) -> str | None:
    """The name of an organisation that a text begins with, as far as it reaches."""
    match = _ENDS_SO.match(text) or _OPENS_SO.match(text) or _CAPITALS.match(text)
    name = normalise(match.group()).rstrip(" .,:-") if match else ""
    # "Region" or "Svenska" alone names nothing.
    if not name or len(name) > _LONGEST or (" " not in name and len(name) < 8):
        return None
    return name


def is_organisation(text: str) -> bool:
    """Whether a text is the name of an organisation and nothing else."""
    name = organisation(text)
    return name is not None and fold(name) == fold(text)


def find_publisher(clues: Clues, title: str) -> Finding | None:
    """The publisher that sidecar, file or text names; None where none does clearly.

    An organisation that the text speaks of is not its publisher: the name must follow a label or
    a copyright sign, stand alone as in a letterhead, recur as a running header, head an address, or
    be the owner of the document by its title ("Norra Förbundets gemensamma kursplan").
    """
    texts = [*clues.head, *clues.tail, *clues.furniture]
    facts = clues.reading.facts
    return (
        from_sidecar(clues.sidecar.publisher)
        or _after(_LABEL, texts)
        or from_file(facts.publisher)
        or from_file(facts.author if facts.author and is_organisation(facts.author) else None)
        or _letterhead(clues)
        or _header(clues.header)
        or _running(clues.furniture)
        or _after(_COPYRIGHT, texts)
        or _address(texts)
        or _owner(title, clues.opening)
    )


def _after(label: re.Pattern[str], texts: Iterable[str]) -> Finding | None:
    for text in texts:
        for match in label.finditer(text):
            if name := organisation(text[match.end() :]):
                return Finding(name, f"texten, efter ”{match.group().strip(' :')}”")
    return None


def _letterhead(clues: Clues) -> Finding | None:
    # A heading that names an organisation, and that the file marks, heads a section about it.
    marked = {
        block.text
        for page in clues.reading.pages
        for block in page.blocks
        if block.kind is not BlockKind.PARAGRAPH
    }
    for block in clues.first_blocks[:_LETTERHEAD_BLOCKS]:
        plain = block.kind is BlockKind.PARAGRAPH or block.text not in marked
        name = organisation(block.text) if plain else None
        if name and fold(name) == fold(block.text):
            return Finding(name, "textens början, på en egen rad")
    return None


def _header(parts: Iterable[str]) -> Finding | None:
    name = next(filter(is_organisation, parts), None)
    return Finding(name, "sidhuvudet eller sidfoten") if name else None


def _running(furniture: Iterable[str]) -> Finding | None:
    names = Counter(
        name
        for text in furniture
        if len(text) <= _LONGEST
        and (name := normalise(_PAGE_MARK.sub("", text)).strip(" ,|–-"))
        and is_organisation(name)
    )
    for name, count in names.most_common(1):
        if count >= 2:
            return Finding(name, "sidhuvudet eller sidfoten")
    return None


def _address(texts: Iterable[str]) -> Finding | None:
    for text in texts:
        name = organisation(text)
        if name and _ADDRESS.match(text[len(name) :]):
            return Finding(name, "adressen i texten")
    return None


def _owner(title: str, opening: Iterable[str]) -> Finding | None:
    """Whose a document is, where the text says so of what its title names, in any inflection."""
    stems = [re.escape(word[: max(4, len(word) - 2)]) + r"\w*" for word in title.split()]
    if not 1 < len(stems) <= _MOST_TITLE_WORDS:
        return None
    named = re.compile(rf"((?-i:{_CAP}(?: {_CAP}){{1,4}}))s\s+{' '.join(stems)}", re.IGNORECASE)
    match = next(filter(None, map(named.match, opening)), None)
    return Finding(match[1], "textens början, före titeln") if match else None
