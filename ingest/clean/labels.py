"""Parts what a scrape ran together: labels and their values, and sentences without a space."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.rules import Pages, with_blocks

# Names of fields in registers, forms and contact boxes.
_LABELS = tuple(
    sorted(
        """
        Adress Ansvarig Arbetsgivare Besöksadress Beslut Beslutad Beviljat Bidrag Budget Datum
        Diarienummer Dnr Epost E-post E-postadress E-mail Fax Finansiering Förvaltning Hemsida
        Huvudman Kategori Kommun Kontakt Kontaktperson Kostnad Kurskod Kursstart Län Målgrupp Mejl
        Mobil Mobiltelefon Namn Nivå Ort Organisation Organisationsnummer Period Plats Postadress
        Poäng Programområde Projekt Projektfas Projektledare Projektnamn Projektnummer
        Projektperiod Projektstart Projektslut Projektägare Publicerad Region Samordnare Slutdatum
        Språk Startdatum Status Studieform Studieort Studietakt Sökande Telefon Telefonnummer Tema
        Tid Titel Typ Utlysning Webbplats Webb Webbadress År Ämne
        """.split(),
        key=len,
        reverse=True,
    )
)
_LABEL = re.compile(rf"(?:{'|'.join(map(re.escape, _LABELS))})(?=[\w+])")
_SEAM = re.compile(r"(?<=[a-zåäöé)])(?=[A-ZÅÄÖÉ])|(?<=[a-zåäöé]{4})(?=\d)")
_MAIL_OR_LINK = re.compile(r"[\w.+-]+@\w|https?:|www\.", re.IGNORECASE)
_CAMEL = re.compile(r"\b[^\W\d_]{0,40}?[a-zåäöé][A-ZÅÄÖÉ][^\W\d_]{0,40}")

# Spelt with a capital inside.
_NAMES = frozenset(
    """
    linkedin youtube mcdonalds iphone ipad etwinning github javascript powerpoint wordpress
    facebook ebay imovie paypal whatsapp tiktok openai chatgpt deepl onenote sharepoint
    """.split()
)

_ROW_LENGTH = 150
"""Longest line, in characters, that may be a label with its value."""

_LABEL_LENGTH = 40
_ROWS = 3
"""Fewest such lines in a row that are taken for a table."""

_SENTENCES = re.compile(r"(?<=[a-zåäöé]{2}[.!?])(?=[A-ZÅÄÖ][a-zåäöé])")
_STAMP = re.compile(
    r"(?<=[a-zåäöé0-9.)])(?=(?:Senast (?:ändrad|uppdaterad|granskad|publicerad)|Sidan uppdaterad"
    r"|Publicerad|Uppdaterad(?: av)?)\s?:)"
)
_TOKEN = re.compile(r"\S+")


def run_together_labels(pages: Pages) -> Cleaned:
    """Puts a space between label and value where several lines in a row ran them together.

    "ProjektfasFörprojektering" becomes a row "Projektfas Förprojektering". Only white space is
    put in. Names spelt with a capital inside, and words that the text writes so elsewhere, stay.
    """
    camels = Counter(
        camel.lower()
        for page in pages
        for block in page.blocks
        for camel in _CAMEL.findall(block.text)
    )
    spelt = _NAMES | {word for word, count in camels.items() if count > 1}
    kept = []
    for page in pages:
        blocks = list(page.blocks)
        seams = [_seam(block, spelt) for block in blocks]
        for start, stop in _runs(seams):
            if _is_table(blocks[start:stop]):
                for i in range(start, stop):
                    at = seams[i]
                    text = f"{blocks[i].text[:at]} {blocks[i].text[at:]}"
                    blocks[i] = Block(BlockKind.ROW, text)
        kept.append(blocks)
    return Cleaned(with_blocks(pages, kept))


def run_together_sentences(pages: Pages) -> Cleaned:
    """Puts a space between sentences, and breaks the line before the page's date stamp."""
    kept = []
    for page in pages:
        blocks = []
        for block in page.blocks:
            for part in _STAMP.split(block.text):
                text = part.strip()
                if _SENTENCES.search(text):
                    text = _TOKEN.sub(_spaced, text)
                if text:
                    blocks.append(Block(block.kind, text, block.level))
        kept.append(blocks)
    return Cleaned(with_blocks(pages, kept))


def _spaced(match: re.Match[str]) -> str:
    token = match.group()
    if "@" in token or "/" in token or token.lower().startswith("www."):
        return token
    return _SENTENCES.sub(" ", token)


def _is_table(lines: Sequence[Block]) -> bool:
    """Whether lines that have a seam each are labels with values, or names spelt that way."""
    labels = [_LABEL.match(line.text) for line in lines]
    if len(lines) == 1:
        label = labels[0]
        rest = lines[0].text[label.end() :] if label else ""
        return bool(rest) and (rest[0].isdigit() or _MAIL_OR_LINK.match(rest) is not None)
    return len(lines) >= _ROWS or all(labels)


def _seam(block: Block, spelt: Set[str]) -> int | None:
    """Where a line's label ends and its value begins without a space, or None."""
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _ROW_LENGTH or not text[:1].isupper():
        return None
    label = _LABEL.match(text)
    if label is not None:
        rest = text[label.end() :]
        if _MAIL_OR_LINK.match(rest) or re.match(r"\d|[A-ZÅÄÖ][a-zåäöé\d ]", rest):
            return label.end()
    for seam in _SEAM.finditer(text[: _LABEL_LENGTH + 1]):
        at = seam.start()
        word = re.search(r"[^\W\d_]*$", text[:at])
        following = re.match(r"[^\W\d_]*", text[at:])
        camel = (word.group() if word else "") + (following.group() if following else "")
        if camel.lower() not in spelt and not text[:at].rstrip().endswith((".", ":")):
            return at
    return None


def _runs(seams: Sequence[int | None]) -> list[tuple[int, int]]:
    """Stretches of neighbouring lines with a seam."""
    runs = []
    start = None
    for i, seam in enumerate([*seams, None]):
        if seam is not None and start is None:
            start = i
        elif seam is None and start is not None:
            runs.append((start, i))
            start = None
    return runs
