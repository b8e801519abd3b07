"""Word documents: opens them, reads body, headers and comments, and what the file states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.model import CELL_SEPARATOR, Block, BlockKind, Dropped
from ingest.readers.docx_body import BodyReader
from ingest.readers.docx_numbering import numbering
from ingest.readers.docx_pages import PageCounter, pages_of, sections_of, shows_number
from ingest.readers.docx_parts import drawn_blocks, parts, roots
from ingest.readers.docx_styles import Style, styles_of
from ingest.readers.docx_xml import RELATION, W
from ingest.readers.drawn import chart_notes
from ingest.readers.formats import office_file, told_damaged
from ingest.readers.picture import picture_notes
from ingest.readers.reading import (
    MOST_BLOCKS,
    TOO_LARGE,
    Facts,
    FileReading,
    LeftOut,
    Unreadable,
    blocks_only,
    file_facts,
    tidy,
)
from ingest.readers.tabbed_lines import tabbed

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def read_docx(data: bytes) -> FileReading:
    """A Word document, page by page where the file tells where they begin.

    It is read as Word shows it with all changes accepted. Headers and footers, comments and hidden
    text are told in ``dropped``.

    Raises:
        Unreadable: the file is damaged or too large: by its paragraphs, or by a gigabyte unpacked.
    """
    document = _open(data)
    body = document.element.body
    if (count := sum(1 for _ in body.iter(f"{W}p"))) > MOST_BLOCKS:
        raise Unreadable(TOO_LARGE.format(count=count, what="stycken", most=MOST_BLOCKS))
    styles = styles_of(_part(document, "/styles"))
    others = {key: drawn_blocks(relation) for key, relation in document.part.rels.items()}
    sections = sections_of(body, _numbered(document))
    for bold_heads in (False, True):  # written without heading styles: bold lines stand in for them
        reader = _reader(document, styles, others)
        reader.bold_heads, reader.pages = bold_heads, PageCounter(sections)
        placed = [(reader.pages.page, block) for block in reader.body(body) if block and block.text]
        if sum(block.kind is BlockKind.HEADING for _, block in placed) > 1:
            break
    dropped = (*_headers(document, styles), *reader.left_out, *_comments(document, styles))
    charts = (others.get(chart.get(f"{RELATION}id", ""), ()) for chart in body.iter(_CHART))
    notes = (*chart_notes(charts), *picture_notes(data, "word/media/"))
    pages = pages_of(list(tabbed(placed)), reader.pages)
    return FileReading(pages, _facts(document), dropped, notes, has_running_lines=False)


def _open(data: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError

    advice = "Öppna den i Word, spara en ny kopia och läs in den."
    # The last two come of parts that lack what every part has.
    with told_damaged(advice, OpcError, AttributeError, TypeError):
        return docx.Document(office_file(data))


def _reader(
    document: Document, styles: dict[str, Style], others: dict[str, tuple[Block, ...]]
) -> BodyReader:
    notes = {
        kind + note.get(f"{W}id", ""): note
        for kind in ("footnote", "endnote")
        for root in parts(document.part.rels.values(), f"/{kind}s")
        for note in root
        if note.get(f"{W}type") is None
    }
    return BodyReader(styles, numbering(_part(document, "/numbering")), notes, others)


def _numbered(document: Document) -> set[str]:
    """The relations that lead to headers and footers with the page's number."""
    return {
        key
        for key, relation in document.part.rels.items()
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external
        if any(map(shows_number, roots(relation.target_part)))
    }


def _headers(document: Document, styles: dict[str, Style]) -> Iterator[Dropped]:
    """The lines of the headers and footers that are shown, each once."""
    shown = dict.fromkeys(
        reference.get(f"{RELATION}id", "")
        for section in document.element.body.iter(f"{W}sectPr")
        for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference")
        if reference.get(f"{W}type") != "first" or section.find(f"{W}titlePg") is not None
    )
    lines: dict[str, None] = {}
    for key in shown:
        relation = document.part.rels.get(key)
        if relation is not None and not relation.is_external:
            for root in roots(relation.target_part):
                blocks = blocks_only(BodyReader(styles, numbering(None)).body(root))
                pieces = (block.text.replace("\t", CELL_SEPARATOR) for block in blocks)
                lines.update(dict.fromkeys(map(tidy, pieces)))
                marks = (mark.get("string", "") for mark in root.iter(_WATERMARK))
                lines.update(dict.fromkeys(filter(None, map(tidy, marks))))
    return (Dropped(LeftOut.HEADER, line) for line in lines)


def _comments(document: Document, styles: dict[str, Style]) -> Iterator[Dropped]:
    for root in parts(document.part.rels.values(), "/comments"):
        for comment in root:
            blocks = blocks_only(BodyReader(styles, numbering(None)).body(comment))
            if blocks:
                yield Dropped(LeftOut.COMMENT, tidy(" ".join(block.text for block in blocks)))


def _part(document: Document, kind: str) -> _Element | None:
    return next(parts(document.part.rels.values(), kind), None)


def _facts(document: Document) -> Facts:
    """The title, language and author that the file states; the company before the person.

    Its dates are left alone: they tell when the file was made or saved, not when the document was
    published, and often come from the template.
    """
    core = document.core_properties
    properties = parts(document.part.package.rels.values(), "/extended-properties")
    companies = (entry for root in properties for entry in root if entry.tag.endswith("}Company"))
    company = next((entry.text for entry in companies if entry.text), "")
    return file_facts(core.title, language=core.language, author=tidy(company) or core.author)
