"""The text of a paragraph as it holds: changes accepted, hidden and struck-out text told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.model import Dropped
from ingest.readers.docx_fields import MARK, Fields
from ingest.readers.docx_pages import BREAK, RENDERED
from ingest.readers.docx_styles import Look, Style, look_of
from ingest.readers.docx_xml import W, value_of
from ingest.readers.raised import set_in
from ingest.readers.reading import LeftOut, is_called_off, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"

DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_NOT_TEXT = frozenset([f"{W}txbxContent", FALLBACK, f"{W}pPr", f"{W}sdtPr", f"{W}ruby"])
_TINTED = frozenset(f"{W}{name}" for name in ("tc", "txbxContent"))
_MARKS = {
    f"{W}{name}": mark
    for mark, names in {"\t": "tab ptab", "\n": "br cr", "-": "noBreakHyphen"}.items()
    for name in names.split()
}
_TEXTS = frozenset([f"{W}t", f"{_MATH}t"])
# Signs of the fonts Symbol and Wingdings that stand in forms and lists.
_SIGNS = {"F0FE": "☒", "F0FD": "☒", "F078": "☒", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FC": "✓"}
_SIGNS |= {
    "F0FB": "✗",
    "F0B3": "≥",
    "F0A3": "≤",
    "F0B1": "±",
    "F0B4": "×",
    "F0E0": "→",
    "F0B7": "•",
}
_BEFORE = {f"{_MATH}den": "/", f"{_MATH}sup": "^"}
"""What parts the figures of a formula on one line: 1/2 and x^2 are not 12 and x2."""
_REFERENCES = {f"{W}{name}Reference": name for name in ("footnote", "endnote")}


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """The text of a paragraph; ``notes`` are those that it refers to, as "footnote3"."""

    text: str
    bold: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    look: Look
    deleted: bool


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads paragraphs; what it leaves out is gathered in ``left_out``."""

    styles: Mapping[str, Style]
    left_out: list[Dropped] = field(default_factory=list)

    def line(self, paragraph: _Element, style: Style) -> ParagraphText:
        """A paragraph's own text, without what its text boxes hold."""
        text = ""
        notes: list[str] = []
        pieces = list(self._pieces(paragraph, style.look, notes))
        if any(piece.look.white for piece in pieces) and _is_on_paper(paragraph):
            pieces = [
                replace(piece, look=replace(piece.look, hidden=True)) if piece.look.white else piece
                for piece in pieces
            ]
        if is_called_off("".join(p.text for p in pieces if not (p.deleted or p.look.hidden))):
            pieces = [replace(p, deleted=p.deleted and not p.look.struck) for p in pieces]
        for (hidden, deleted, place), run in groupby(pieces, _manner):
            words = "".join(piece.text for piece in run)
            if deleted or hidden:
                self._leave_out(words, LeftOut.DELETED if deleted else LeftOut.HIDDEN)
            else:
                text += set_in(text, words, place)
        shown = [p for p in pieces if p.text.strip() and not (p.deleted or p.look.hidden)]
        return ParagraphText(text, bool(shown) and all(p.look.bold for p in shown), tuple(notes))

    def _leave_out(self, words: str, reason: LeftOut) -> None:
        if words := tidy(words):
            self.left_out.append(Dropped(reason, words))

    def _pieces(self, paragraph: _Element, base: Look, notes: list[str]) -> Iterator[_Piece]:
        fields = Fields()
        for run, deleted in _runs(paragraph, deleted=False):
            properties = run.find(f"{W}rPr")
            look = look_of(properties)
            look = look.over(self.styles.get(value_of(properties, "rStyle"), Style()).look)
            look = look.over(base)
            yield _Piece("".join(_words(run, fields)), look, deleted or bool(look.struck))
            if not deleted:
                notes.extend(
                    _REFERENCES[child.tag] + child.get(f"{W}id", "")
                    for child in run
                    if child.tag in _REFERENCES
                )


def _is_on_paper(paragraph: _Element) -> bool:
    """Whether nothing is drawn behind a paragraph: no shade, cell, box or colour of the page."""
    around = {place.tag for place in paragraph.iterancestors()}
    page = paragraph.getroottree().getroot().find(f"{W}background")
    shade = paragraph.find(f"{W}pPr/{W}shd")
    return not around & _TINTED and page is None and shade is None


def _manner(piece: _Piece) -> tuple[bool, bool, str]:
    return bool(piece.look.hidden), piece.deleted, piece.look.place or "baseline"


def _runs(element: _Element, *, deleted: bool) -> Iterator[tuple[_Element, bool]]:
    """The runs of a paragraph, and whether their deletion is tracked."""
    for child in element:
        if child.tag in _NOT_TEXT or _is_placeholder(child):
            continue
        if child.tag in (f"{W}r", f"{_MATH}r"):
            yield child, deleted
        else:
            yield from _runs(child, deleted=deleted or child.tag in DELETED)


def _is_placeholder(element: _Element) -> bool:
    """Whether a content control holds nothing but the words that ask to fill it in."""
    return (
        element.tag == f"{W}sdt"
        and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        and element.find(f"{W}sdtPr/{_CHECKBOX}") is None
    )


def _words(run: _Element, fields: Fields) -> Iterator[str]:
    if run.getprevious() is None:
        yield _BEFORE.get(run.getparent().tag, "")
    for child in run:
        if child.tag == MARK:
            yield fields.meet(child)
        elif fields.is_instruction:
            continue
        elif child.tag in _TEXTS or child.tag == f"{W}delText":
            yield child.text or ""
        elif child.tag == f"{W}br" and child.get(f"{W}type") == "page":
            yield BREAK
        elif child.tag == f"{W}lastRenderedPageBreak":
            yield RENDERED
        elif child.tag == f"{W}sym":
            yield _SIGNS.get(child.get(f"{W}char", "").upper(), "")
        else:
            yield _MARKS.get(child.tag, "")
