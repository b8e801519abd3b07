"""Who published a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.model import Block, BlockKind
from corpus.swedish import fold, normalise
from ingest.metadata.evidence import Evidence, Find

_CAP = r"[A-ZÅÄÖÉ][\w&.:-]*\w"
_LINK = r"(?:i|för|och|av|på|om|mot)"
# Names that open with what they are: "Länsstyrelsen i Dalarnas län", "Myndigheten för delaktighet".
_OPENING = (
    r"(?:[\wåäö]*(?:[Ff]örbundet|[Ff]örening(?:en)?|[Ss]tyrelsen|[Mm]yndigheten|[Nn]ämnden|"
    r"[Ii]nspektionen|[Dd]elegationen|[Rr]ådet|[Ii]nstitutet|[Ss]tiftelsen|[Hh]ögskolan|"
    r"[Uu]niversitetet|[Ll]andstinget|[Vv]erket|[Kk]ansliet|[Dd]epartementet|[Kk]assan|"
    r"[Ff]örmedlingen|[Oo]mbudsmannen|[Kk]ommittén|[Aa]kademin|[Kk]ollegium|[Kk]ollegiet)"
    r"|Region|Statens|Svenska|Sveriges|Svenskt|Svensk|Nordiska)"
)
# Names that end with what they are: "Norråsa kommun", "Älvmarkens kommunalförbund".
_CLOSING = (
    r"(?:kommun|stad|landsting|universitet|högskola|folkhögskola|kommunalförbund|kommunförbund|"
    r"regionförbund|förbund|län|lärcentrum|samordningsförbund|university|municipality|council)"
)
_ORGANISATION = re.compile(
    rf"""(?:
        {_CAP}(?:\ {_CAP}|\ och\ {_CAP}){{0,4}}\ {_CLOSING}
      | (?=[A-ZÅÄÖ]){_OPENING}
        (?:\ {_CAP}|\ {_LINK}\ {_CAP}|\ för\ \w+(?:\ och\ \w+frågor)?|\ läns?\b
          |\ landsting\b){{0,5}}
    )(?!\w)""",
    re.VERBOSE,
)
_CAPITALS = re.compile(
    r"[A-ZÅÄÖ ]*(?:FÖRBUNDET|STYRELSEN|MYNDIGHETEN|VERKET|RÅDET|KOMMUN|LANDSTING|LANDSTINGET|"
    r"UNIVERSITET|DEPARTEMENTET|FÖRMEDLINGEN|INSPEKTIONEN)|REGION [A-ZÅÄÖ ]+"
)
_LABEL = re.compile(
    r"(?<!\w)(?<!ansvarig )(?:utgivare|utgiven av|publicerad av|publisher|projektägare|avsändare|"
    r"huvudman|dokumentägare|postadress|publicerat av)\s*:?\s*(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|copyright|\(c\))\s*(?:(?:19|20)\d{2}[\s,–-]*)*", re.IGNORECASE)
_ADDRESS = re.compile(
    r",?\s*(?:[A-ZÅÄÖ]\w+\s*)?(?:Box\s*\d|Tel(?:efon)?\b|\d{3}\s?\d{2}\b|Postadress|Besöksadress|"
    r"Org(?:anisations)?\.?\s?n(?:umme)?r)"
)
_PAGE_MARK = re.compile(
    r"(?:sida?n?\s*)?\d{1,4}(?:\s*(?:\(\d+\)|av\s*\d+|/\s*\d+))?", re.IGNORECASE
)
_LETTERHEAD_BLOCKS = 12
_LONGEST = 80


def organisation(text: str) -> str | None:
    """The name of an organisation that a text begins with, as far as it reaches."""
    match = _ORGANISATION.match(text) or _CAPITALS.match(text)
    name = normalise(match.group()).rstrip(" .,:-") if match else ""
    # "Region" or "Svenska" alone names nothing.
    if not name or len(name) > _LONGEST or (" " not in name and len(name) < 8):
        return None
    return name


def is_organisation(text: str) -> bool:
    """Whether a text is the name of an organisation and nothing else."""
    name = organisation(text)
    return name is not None and fold(name) == fold(text)


def find_publisher(evidence: Evidence) -> Find | None:
    """The publisher that sidecar, file or text names; None where none does clearly.

    An organisation that the text speaks of is not its publisher: the name must follow a label or
    a copyright sign, stand alone as in a letterhead, recur as a running header, or head an address.
    """
    if evidence.sidecar.publisher:
        return Find(evidence.sidecar.publisher, "metadatafilen")
    head, around = evidence.head, [*evidence.tail, *evidence.furniture]
    stated, author = evidence.reading.facts.publisher, evidence.reading.facts.author
    return (
        _after(_LABEL, [*head, *around])
        or (Find(stated, "filens egenskaper") if stated else None)
        or (Find(author, "filens egenskaper") if author and is_organisation(author) else None)
        or _letterhead(evidence.first_blocks)
        or _running(evidence.furniture)
        or _after(_COPYRIGHT, [*head, *around])
        or _address([*head, *around])
    )


def _after(label: re.Pattern[str], texts: Iterable[str]) -> Find | None:
    for text in texts:
        for match in label.finditer(text):
            if name := organisation(text[match.end() :]):
                shown = match.group().strip(" :")
                return Find(name, f"texten, efter ”{shown}”")
    return None


def _letterhead(head: Sequence[Block]) -> Find | None:
    for block in head[:_LETTERHEAD_BLOCKS]:
        # A heading that names an organisation heads a section about it.
        if block.kind is BlockKind.PARAGRAPH and is_organisation(block.text):
            return Find(organisation(block.text) or block.text, "textens början, på en egen rad")
    return None


def _running(furniture: Iterable[str]) -> Find | None:
    names = Counter(
        name
        for text in furniture
        if len(text) <= _LONGEST
        and (name := normalise(_PAGE_MARK.sub("", text)).strip(" ,|–-"))
        and is_organisation(name)
    )
    name, count = names.most_common(1)[0] if names else ("", 0)
    return Find(name, "sidhuvudet eller sidfoten") if count >= 2 else None


def _address(texts: Iterable[str]) -> Find | None:
    for text in texts:
        name = organisation(text)
        if name and _ADDRESS.match(text[len(name) :]):
            return Find(name, "adressen i texten")
    return None
