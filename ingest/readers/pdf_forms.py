"""What is filled in on a PDF page: the values of form fields, and text typed over the page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers.pdf_chars import Box, TextLayer
from ingest.readers.pdf_lines import LinePart, TextLine
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage
    from pypdfium2.raw import FPDF_ANNOTATION

TICKED, EMPTY = "☒", "☐"
"""What a box to tick is read as."""

_WORDS = re.compile(r"[^\W_]")

_BELOW = 8.0
"""Points that the base of a label stands below the field that it is written under."""

_HIDDEN = 0x2 | 0x20
"""The flags of what is on no screen: hidden, and not viewed."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """A value and where it stands on the page."""

    text: str
    box: Box


def fields_of(document: PdfDocument, page: PdfPage, layer: TextLayer) -> list[FilledField]:
    """The filled fields of a page, in its order."""
    import pypdfium2.raw as pdfium

    fields = []
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        with _annotation(page, place) as annotation:
            text = tidy(_value(document, annotation))
            if text and not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                fields.append(FilledField(text, _box(annotation, layer)))
    return fields


def with_fields(lines: Sequence[TextLine], fields: Sequence[FilledField]) -> list[TextLine]:
    """The lines with each value beside its label, or on a line of its own at its height."""
    filled, alone = list(lines), []
    for field in fields:
        _, top, _, bottom = field.box
        labels = [
            label
            for at, line in enumerate(filled)
            if top < line.base <= bottom + line.size / 2
            for label in _labels(line, at, field)
        ]
        for edge in (top, bottom + _BELOW):
            at_edge = partial(_at_edge, field.box[0], edge)
            labels = labels or [one for at, line in enumerate(filled) for one in at_edge(line, at)]
        if labels:
            _, at, place = min(labels)
            filled[at] = _filled(filled[at], place, field)
        else:
            alone.append(field)
    for field in alone:
        left, top, right, bottom = field.box
        height = median(line.size for line in filled) if filled else bottom - top
        above = [index for index, line in enumerate(filled) if line.base <= bottom]
        place = max((filled[index].place for index in above), default=0)
        own = TextLine((LinePart(field.text, left, right, place),), top, bottom, height, bold=False)
        filled.insert(above[-1] + 1 if above else 0, own)
    return filled


def _labels(line: TextLine, at: int, field: FilledField) -> Iterator[tuple[float, int, int]]:
    """How far from a field each part of a line is that may be its label, and which part it is.

    A label stands before its field, and may also stand behind a box to tick.
    """
    left, _, right, _ = field.box
    for place, part in enumerate(line.parts):
        if not _WORDS.search(part.text):
            continue  # a rule of low lines to write on
        if part.left < left:
            yield max(0.0, left - part.right), at, place
        elif field.text in (TICKED, EMPTY) and part.left >= right:
            yield part.left - right, at, place


def _at_edge(left: float, edge: float, line: TextLine, at: int) -> Iterator[tuple[float, int, int]]:
    """The same of a part of a line that stands close to the upper or lower edge of a field."""
    for place, part in enumerate(line.parts):
        far = abs(edge - line.base)
        if abs(part.left - left) < line.size and far < 1.5 * line.size and _WORDS.search(part.text):
            yield far, at, place


def _filled(line: TextLine, place: int, field: FilledField) -> TextLine:
    """A line with a value beside one of its parts."""
    parts = list(line.parts)
    label = parts[place]
    before = label.left < field.box[2]
    told = field.text in (TICKED, EMPTY) or label.text.endswith((":", "?", "."))
    parts[place] = replace(
        label,
        text=f"{label.text}{'' if told else ':'} {field.text}"
        if before
        else f"{field.text} {label.text}",
        left=min(label.left, field.box[0]),
        right=max(label.right, field.box[2]),
    )
    return replace(line, parts=tuple(parts), bold=False)


@contextmanager
def _annotation(page: PdfPage, place: int) -> Iterator[FPDF_ANNOTATION]:
    import pypdfium2.raw as pdfium

    annotation = pdfium.FPDFPage_GetAnnot(page, place)
    try:
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _value(document: PdfDocument, annotation: FPDF_ANNOTATION) -> str:
    """What a field or a typed text says; "" where it is none, or empty."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if kind != pdfium.FPDF_ANNOT_WIDGET or document.formenv is None:
        return ""
    form = document.formenv
    match pdfium.FPDFAnnot_GetFormFieldType(form, annotation):
        case pdfium.FPDF_FORMFIELD_CHECKBOX | pdfium.FPDF_FORMFIELD_RADIOBUTTON:
            return TICKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else EMPTY
        case (
            pdfium.FPDF_FORMFIELD_TEXTFIELD
            | pdfium.FPDF_FORMFIELD_COMBOBOX
            | pdfium.FPDF_FORMFIELD_LISTBOX
        ):
            return _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
        case _:
            return ""


def _string(read: Callable[..., int], *arguments: object) -> str:
    """The text that one of PDFium's functions writes into a buffer; lengths are in bytes."""
    import pypdfium2.raw as pdfium

    size = read(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", errors="ignore").rstrip("\0")


def _box(annotation: FPDF_ANNOTATION, layer: TextLayer) -> Box:
    import pypdfium2.raw as pdfium

    bounds = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, bounds)
    return layer.placed((bounds.left, bounds.bottom, bounds.right, bounds.top))
