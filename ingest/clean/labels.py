"""Parts what a scrape ran together: labels and their values, and sentences without a space."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby

from corpus.data_files import any_of, word_list
from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.rules import Pages, blocks_in, each_block

_SEAM = re.compile(r"(?<=[a-zåäöé)])(?=[A-ZÅÄÖÉ])|(?<=[a-zåäöé]{4})(?=\d)")
_MAIL_OR_LINK = re.compile(r"[\w.+-]+@\w|https?:|www\.", re.IGNORECASE)
_CAMEL = re.compile(r"\b[^\W\d_]{0,40}?[a-zåäöé][A-ZÅÄÖÉ][^\W\d_]{0,40}")

_ROW_LENGTH = 150
"""Longest line, in characters, that may be a label with its value."""

_LABEL = any_of("labels", __package__, r"(?-i:{})(?=[\w+])")
"""The name of a field, where something follows without a space."""

_LABEL_LENGTH = 40
_ROWS = 3
"""Fewest such lines in a row that are taken for a table."""

_SENTENCES = re.compile(r"(?<=[a-zåäöé]{2}[.!?])(?=[A-ZÅÄÖ][a-zåäöé])")
_STAMP = any_of("date_stamps", __package__, r"(?-i:(?<=[a-zåäöé0-9.)])(?=(?:{})\s?:))")
_TOKEN = re.compile(r"\S+")


def run_together_labels(pages: Pages) -> Cleaned:
    """Puts a space between label and value where several lines in a row ran them together.

    "ProjektfasFörprojektering" becomes a row "Projektfas Förprojektering". Only white space is
    put in. Names spelt with a capital inside, and words that the text writes so elsewhere, stay.
    """
    camels = Counter(
        camel.lower() for block in blocks_in(pages) for camel in _CAMEL.findall(block.text)
    )
    spelt = word_list("capitals_inside", __package__).union(
        word for word, count in camels.items() if count > 1
    )
    done = []
    for page in pages:
        blocks: list[Block] = []
        lines = [(block, _seam(block, spelt)) for block in page.blocks]
        for has_seam, group in groupby(lines, key=lambda line: line[1] is not None):
            run = list(group)
            if has_seam and _is_table([block for block, _ in run]):
                blocks += [
                    Block(BlockKind.ROW, f"{block.text[:at]} {block.text[at:]}")
                    for block, at in run
                ]
            else:
                blocks += [block for block, _ in run]
        done.append(replace(page, blocks=tuple(blocks)))
    return Cleaned(tuple(done))


def run_together_sentences(pages: Pages) -> Cleaned:
    """Puts a space between sentences, and breaks the line before the page's date stamp."""
    return Cleaned(each_block(pages, _sentences))


def _sentences(block: Block) -> Iterator[Block]:
    for part in map(str.strip, _STAMP.split(block.text)):
        text = _TOKEN.sub(_spaced, part) if _SENTENCES.search(part) else part
        if text:
            yield replace(block, text=text)


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
