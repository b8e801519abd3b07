"""What a web page prints around its text: buttons, share links, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.data_files import any_of, word_list
from corpus.model import Block, BlockKind, Cleaned, Dropped
from ingest.clean.rules import (
    DropReason,
    Pages,
    blocks_in,
    flat,
    fold_space,
    regrouped,
    without,
)

_SHARE_ON = frozenset("facebook twitter linkedin x e-post mejl instagram youtube".split())
_SHARE = re.compile(r"(?:dela (?:på|via|med)|share (?:on|via)) \S+", re.IGNORECASE)
_PORTAL = re.compile(r".{0,20}©\s*(?:docplayer|slideplayer).{0,200}", re.IGNORECASE)
_CRUMBS = any_of("breadcrumbs", __package__)
_BUTTONS = word_list("buttons", __package__)
_TRAILING = " »›>→↑:.|"

_LINK_HINT = re.compile("nytt fönster|new window|annan webbplats", re.IGNORECASE)
_LINK_NOTE = any_of("link_note", __package__)


def buttons(pages: Pages) -> Cleaned:
    """Drops lines that are a button, a share link or a breadcrumb and nothing else."""
    blocks = blocks_in(pages)
    reasons = {
        place: DropReason.FURNITURE
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH and _is_button(block.text)
    }
    # The name of a service alone may be a heading; after a button it is one of the row.
    for place, block in enumerate(blocks):
        if place - 1 in reasons and block.text.lower() in _SHARE_ON:
            reasons[place] = DropReason.FURNITURE
    return without(pages, reasons)


def _is_button(text: str) -> bool:
    line = text.lower().strip(_TRAILING)
    return (
        line in _BUTTONS
        or _SHARE.fullmatch(line) is not None
        or _PORTAL.fullmatch(text) is not None
        or _CRUMBS.fullmatch(text) is not None
    )


def link_notes(pages: Pages) -> Cleaned:
    """Drops "öppnas i nytt fönster (pdf, 87 kB)" behind the name of a link."""
    dropped: list[Dropped] = []

    def noted() -> Iterator[tuple[int, Block]]:
        for index, block in flat(pages):
            text = block.text
            notes = list(_LINK_NOTE.finditer(text)) if _LINK_HINT.search(text) else []
            for match in reversed(notes):
                note = fold_space(match.group())
                dropped.append(Dropped(DropReason.FURNITURE, note, pages[index].number))
                text = f"{text[: match.start()]} {text[match.end() :]}"
            if text := fold_space(text):
                yield index, replace(block, text=text)

    return Cleaned(regrouped(pages, noted()), tuple(dropped))
