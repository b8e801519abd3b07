"""A source as a PDF that looks like those that authorities publish: columns, tables, headers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from evals.training.examples.markup import (
    Heading,
    Items,
    Paragraph,
    Part,
    Source,
    Table,
    inline,
)

WIDTH, HEIGHT = A4
SIDE = 22 * mm
TOP = 27 * mm
BOTTOM = 24 * mm
GUTTER = 9 * mm

# Compounds may be divided after these; long words in narrow columns need it.
_JOINTS = re.compile(
    r"\b(kompetens|utbildnings|vuxen|yrkeshögskole|arbets|samordnings|vägledning[s]?|handlednings|"
    r"handledar|bransch|statistik|validerings|lärlings|finansierings|ansöknings|över|under|sam|"
    r"moders|grund)(?=[a-zåäö]{5})",
    re.IGNORECASE,
)

# The space inside a number or a telephone number, where a line may not end.
_DIGITS = re.compile(r"(?<=\d) (?=\d{2,3}\b)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one document looks.

    ``folio`` writes the number that is printed on a page, from the page's number and the count of
    numbered pages; ``unnumbered`` pages at the front carry none, and the next one is number
    ``first``.
    """

    accent: str
    folio: Callable[[int, int], str] | None = None
    folio_at_top: bool = False
    unnumbered: int = 1
    first: int = 2
    columns: int = 1
    contents: bool = False
    size: float = 10.5
    serif: bool = True


def write(source: Source, path: Path, layout: Layout) -> None:
    """Write one source; the same source gives the same bytes."""
    total = 0
    for _ in range(2):  # the second time the count of pages is known
        template = _Template(source, path, layout, total)
        template.multiBuild(_story(source, layout))
        total = template.page - layout.unnumbered + layout.first - 1


class _Template(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    def __init__(self, source: Source, path: Path, layout: Layout, total: int) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            title=" – ".join(text for text in (source.title, source.subtitle) if text),
            author=source.publisher,
            subject="Exempeldokument för Vägvis. Älvmarkens region finns inte på riktigt.",
            creator=source.publisher,
            lang="sv-SE",
            invariant=1,
        )
        self._source = source
        self._layout = layout
        self._total = total
        frame = Frame(SIDE, BOTTOM, WIDTH - 2 * SIDE, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0, "text")
        self.addPageTemplates(
            [
                PageTemplate("cover", [frame], onPage=self._cover),
                PageTemplate("text", [frame], onPage=self._furniture),
            ]
        )

    @property
    def number(self) -> int:
        """The number that the current page carries."""
        return int(self.page) - self._layout.unnumbered + self._layout.first - 1

    def _cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        _set_date(canvas, self._source)
        accent = HexColor(self._layout.accent)
        canvas.saveState()
        canvas.setFillColor(accent)
        canvas.rect(0, HEIGHT * 0.52, WIDTH, HEIGHT * 0.48, stroke=0, fill=1)
        canvas.setFillColor(_blend(accent, 0.25))
        for i, radius in enumerate((62, 46, 30)):  # hills and a river, without words
            canvas.circle(WIDTH - (20 + 34 * i) * mm, HEIGHT * 0.52, radius * mm, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.rect(0, HEIGHT * 0.52 - 70 * mm, WIDTH, 70 * mm, stroke=0, fill=1)
        canvas.setFillColor(accent)
        canvas.rect(0, HEIGHT * 0.52 - 2 * mm, WIDTH, 2 * mm, stroke=0, fill=1)
        canvas.restoreState()

    def _furniture(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        layout = self._layout
        if layout.folio is None or self.page <= layout.unnumbered:
            return
        number = layout.folio(self.number, self._total)
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.setFillGray(0.35)
        canvas.drawString(SIDE, HEIGHT - 15 * mm, self._source.header)
        if layout.folio_at_top:
            canvas.drawRightString(WIDTH - SIDE, HEIGHT - 15 * mm, number)
        else:
            canvas.drawRightString(WIDTH - SIDE, 13 * mm, number)
        canvas.setStrokeColor(HexColor(layout.accent))
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, HEIGHT - 17.5 * mm, WIDTH - SIDE, HEIGHT - 17.5 * mm)
        canvas.restoreState()


class _Heading(Text):  # type: ignore[misc] # reportlab has no types
    """A heading that tells the table of contents of itself when it is drawn."""

    def __init__(self, level: int, text: str, style: ParagraphStyle) -> None:
        super().__init__(text, style)
        self._level = level

    def draw(self) -> None:
        """Draw, and say on which page."""
        if self._level < 3:
            template = self.canv._doctemplate  # the only way from a flowable to its document
            template.notify("TOCEntry", (self._level - 1, self.getPlainText(), template.number))
        super().draw()


class _Stack(Flowable):  # type: ignore[misc] # reportlab has no types
    """Flowables that stay in one column; only the last of them may go on in the next.

    ``KeepTogether`` would do, but not inside ``BalancedColumns``.
    """

    def __init__(self, flowables: Sequence[Flowable]) -> None:
        super().__init__()
        self._flowables = tuple(flowables)

    def getSpaceBefore(self) -> float:  # noqa: N802 # reportlab's name
        """The space that the first of them asks for."""
        return float(self._flowables[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802 # reportlab's name
        """The space that the last of them asks for."""
        return float(self._flowables[-1].getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of them all."""
        self.width, self.height = width, sum(self._heights(width, height))
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """All but the last, with what fits of the last, and the rest of the last."""
        *front, last = self._flowables
        room = height - sum(self._heights(width, height)[:-1]) - self._gap(-1)
        pieces = last.split(width, room) if room > 0 else []
        return [_Stack([*front, pieces[0]]), *pieces[1:]] if len(pieces) > 1 else []

    def draw(self) -> None:
        """One below the other."""
        y = self.height
        heights = self._heights(self.width, self.height)
        for flowable, height in zip(self._flowables, heights, strict=True):
            y -= height
            flowable.drawOn(self.canv, 0, y)

    def _heights(self, width: float, height: float) -> list[float]:
        """The height of each, with the gap above it."""
        return [
            float(flowable.wrap(width, height)[1]) + self._gap(i)
            for i, flowable in enumerate(self._flowables)
        ]

    def _gap(self, index: int) -> float:
        index %= len(self._flowables)
        if index == 0:
            return 0.0
        above, below = self._flowables[index - 1], self._flowables[index]
        return float(max(above.getSpaceAfter(), below.getSpaceBefore()))


def _set_date(canvas: Canvas, source: Source) -> None:
    stamp = f"D:{source.date:%Y%m%d}080000+01'00'"
    canvas.setDateFormatter(lambda *_: stamp)


def _blend(color: Color, share: float) -> Color:
    parts = (color.red, color.green, color.blue)
    return Color(*(part + (1 - part) * share for part in parts))


def _story(source: Source, layout: Layout) -> list[Flowable]:
    styles = _styles(layout)
    story: list[Flowable] = [
        Spacer(1, 60 * mm),
        Text(escape(source.title), styles["title"]),
        Text(escape(source.subtitle), styles["subtitle"]),
        Spacer(1, 72 * mm),
        *(Text(escape(line), styles["cover"]) for line in source.cover),
        NextPageTemplate("text"),
        PageBreak(),
    ]
    if layout.contents:
        contents = TableOfContents()
        contents.levelStyles = [styles["toc1"], styles["toc2"]]
        contents.dotsMinLevel = 0
        story += [Text("Innehåll", styles["plain heading"]), contents, PageBreak()]
    for wide, run in itertools.groupby(_groups(source.parts), key=_has_table):
        pieces = [_together(_draw(group, styles, layout)) for group in run]
        if wide or layout.columns == 1:
            story += pieces
        else:
            story.append(_balanced(pieces, layout))
    return story


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts in groups that stay together: headings and introductions with what follows."""
    groups: list[list[Part]] = []
    for part in parts:
        before = groups[-1][-1] if groups else None
        stays = (
            isinstance(before, Heading)
            or (isinstance(before, Paragraph) and before.text.startswith("**Tabell"))
            or (isinstance(before, Paragraph) and before.text.endswith(":"))
            or (isinstance(before, Table) and _is_note(part))
        )
        if stays:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _has_table(group: Sequence[Part]) -> bool:
    return any(isinstance(part, Table) for part in group)


def _is_note(part: Part) -> bool:
    """Whether this is the small print under a table."""
    return isinstance(part, Paragraph) and part.text.startswith(("*Källa", "*Indikatorerna"))


def _together(flowables: list[Flowable]) -> Flowable:
    return flowables[0] if len(flowables) == 1 else _Stack(flowables)


def _balanced(flowables: list[Flowable], layout: Layout) -> Flowable:
    return BalancedColumns(
        flowables, layout.columns, needed=60, innerPadding=GUTTER, spaceAfter=4 * mm
    )


def _draw(
    group: Sequence[Part], styles: dict[str, ParagraphStyle], layout: Layout
) -> list[Flowable]:
    narrow = layout.columns > 1
    drawn: list[Flowable] = []
    for part in group:
        if isinstance(part, Heading):
            drawn.append(_Heading(part.level, _rich(part.text), styles[f"h{part.level}"]))
        elif isinstance(part, Table):
            drawn.append(_grid(part, styles, layout))
        elif isinstance(part, Items):
            drawn += [
                Text(
                    _rich(item, hyphenate=narrow),
                    styles["item"],
                    bulletText=f"{number}." if part.numbered else "•",
                )
                for number, item in enumerate(part.items, 1)
            ]
            drawn.append(Spacer(1, layout.size * 0.5))
        else:
            style = "note" if _is_note(part) else "body"
            drawn.append(Text(_rich(part.text, hyphenate=narrow), styles[style]))
    return drawn


def _grid(table: Table, styles: dict[str, ParagraphStyle], layout: Layout) -> Grid:
    cells = [
        [Text(_rich(cell), styles["head" if i == 0 else "cell"]) for cell in row]
        for i, row in enumerate(table.rows)
    ]
    accent = HexColor(layout.accent)
    return Grid(
        cells,
        colWidths=_widths(table),
        repeatRows=1,
        spaceAfter=4 * mm,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, _blend(accent, 0.4)),
            ("BACKGROUND", (0, 0), (-1, 0), accent),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, _blend(accent, 0.92)]),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _widths(table: Table) -> list[float]:
    """Each column as wide as its longest word, and the rest shared after the longest cell."""

    def width(text: str) -> float:
        return float(stringWidth(text, "Helvetica-Bold", 9)) + 13

    columns = list(zip(*table.rows, strict=True))
    least = [max(width(word) for cell in column for word in cell.split()) for column in columns]
    wanted = [max(width(cell) for cell in column) for column in columns]
    missing = [more - base for more, base in zip(wanted, least, strict=True)]
    spare = WIDTH - 2 * SIDE - sum(least)
    if spare >= sum(missing):
        extra = (spare - sum(missing)) / len(columns)
        return [more + extra for more in wanted]
    return [base + spare * more / sum(missing) for base, more in zip(least, missing, strict=True)]


def _rich(text: str, *, hyphenate: bool = False) -> str:
    text = _DIGITS.sub("\u00a0", text)
    tags = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}
    if hyphenate:
        text = _JOINTS.sub("\\1\u00ad", text)
    return "".join(tags[style].format(escape(run)) for style, run in inline(text))


def _styles(layout: Layout) -> dict[str, ParagraphStyle]:
    accent = HexColor(layout.accent)
    regular = "Times-Roman" if layout.serif else "Helvetica"
    size = layout.size
    body = ParagraphStyle(
        "body",
        fontName=regular,
        fontSize=size,
        leading=size * 1.38,
        spaceAfter=size * 0.7,
        alignment=TA_JUSTIFY if layout.columns > 1 else TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
    )
    bold = ParagraphStyle(
        "bold", parent=body, fontName="Helvetica-Bold", textColor=accent, alignment=TA_LEFT
    )

    def heading(name: str, points: float, before: float) -> ParagraphStyle:
        return ParagraphStyle(
            name,
            parent=bold,
            fontSize=points,
            leading=points * 1.2,
            spaceBefore=before,
            spaceAfter=points * 0.4,
        )

    def small(name: str, font: str, color: Color, indent: float = 0) -> ParagraphStyle:
        return ParagraphStyle(
            name, fontName=font, fontSize=9, leading=12, textColor=color, leftIndent=indent
        )

    ink = HexColor("#222222")
    made: Sequence[ParagraphStyle] = (
        body,
        heading("h1", 17, 14),
        heading("h2", 12.5, 9),
        heading("h3", 10.5, 6),
        heading("plain heading", 17, 0),
        ParagraphStyle(
            "note",
            parent=body,
            fontSize=size - 1.5,
            leading=size * 1.25,
            spaceBefore=3,
            spaceAfter=12,
        ),
        ParagraphStyle(
            "item", parent=body, leftIndent=12, bulletIndent=1, spaceAfter=2, alignment=TA_LEFT
        ),
        ParagraphStyle(
            "title",
            fontName="Helvetica-Bold",
            fontSize=32,
            leading=37,
            textColor=white,
            spaceAfter=10,
        ),
        ParagraphStyle("subtitle", fontName="Helvetica", fontSize=15, leading=21, textColor=white),
        ParagraphStyle("cover", fontName="Helvetica", fontSize=10.5, leading=17, textColor=ink),
        small("toc1", "Helvetica-Bold", ink),
        small("toc2", "Helvetica", ink, 12),
        small("cell", "Helvetica", ink),
        small("head", "Helvetica-Bold", white),
    )
    return {style.name: style for style in made}
