"""What is written to a PDF is read back: the same words, on pages of the same names."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdfs import HEIGHT, WIDTH, table
from tests.ingest.readers.pdfs import pdf as story_pdf
from tests.ingest.readers.shown import lines, reading

WORDS = """
vägledning komvux studier kommunen lärcentrum Älvbyn åtta elever behörighet ansökan läsåret yrkesvux
1250 42 2024 samverkan betyg kurser platser öppnar stödet Norrby
""".split()
LABELS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "arabic": lambda n: str(n + 3),
    "of": lambda n: f"Sida {n + 1} av 40",
    "roman": lambda n: ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")[n],
    "part": lambda n: f"B-{n + 1}",
}


@dataclass(frozen=True)
class MadePage:
    """A page of words, some of them with the mark of a note that stands at its foot."""

    words: tuple[str, ...]
    marked: frozenset[int]


PAGES = st.lists(
    st.builds(
        MadePage,
        st.lists(st.sampled_from(WORDS), min_size=30, max_size=60).map(tuple),
        st.frozensets(st.integers(0, 29), max_size=3),
    ),
    min_size=3,
    max_size=6,
)


def written(pages: list[MadePage], label: str) -> bytes:
    """The pages as a PDF, a note for each mark, and a label at the foot of each."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    note = 0
    for number, page in enumerate(pages):
        x, y = 60.0, HEIGHT - 100
        notes = []
        for place, word in enumerate(page.words):
            canvas.setFont("Helvetica", 11)
            if x + canvas.stringWidth(word) > WIDTH - 80:
                x, y = 60.0, y - 15
            canvas.drawString(x, y, word)
            x += canvas.stringWidth(word)
            if place in page.marked:
                note += 1
                notes.append(note)
                canvas.setFont("Helvetica", 6.5)
                canvas.drawString(x, y + 4, str(note))
                x += canvas.stringWidth(str(note))
                canvas.setFont("Helvetica", 11)
            x += canvas.stringWidth(" ")
        for place, mark in enumerate(notes, 1):
            foot = 80 + 14 * (len(notes) - place)
            canvas.setFont("Helvetica", 5.5)
            canvas.drawString(60, foot + 3, str(mark))
            canvas.setFont("Helvetica", 9)
            canvas.drawString(66 + canvas.stringWidth(str(mark)), foot, "Enligt kommunens uppgift.")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(290, 40, LABELS[label](number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@settings(max_examples=15, deadline=None)
@given(PAGES, st.sampled_from(sorted(LABELS)))
def test_words_notes_and_labels_come_back(pages: list[MadePage], label: str) -> None:
    read = reading(written(pages, label), "a.pdf").pages
    assert [page.name or "" for page in read] == [
        {"of": str(n + 1)}.get(label, LABELS[label](n)) for n in range(len(pages))
    ]
    for place, (page, made) in enumerate(zip(read, pages, strict=True)):
        texts = [line for line in lines(page) if line != LABELS[label](place)]
        notes = [line for line in texts if line.endswith("Enligt kommunens uppgift.")]
        body = " ".join(line for line in texts if line not in notes)
        assert body.split() == list(made.words)
        assert notes == ["* Enligt kommunens uppgift."] * len(made.marked)


CELLS = st.lists(
    st.lists(st.sampled_from(["", *WORDS]), min_size=3, max_size=3), min_size=2, max_size=8
)


@settings(max_examples=15, deadline=None)
@given(CELLS)
def test_the_cells_of_a_ruled_table_come_back(cells: list[list[str]]) -> None:
    rows = [["Kurs", "Ort", "Antal"], *cells]
    (page,) = reading(story_pdf([table(rows, [120, 120, 80])]), "a.pdf").pages
    right = [" ".join(" | ".join(row).split()) for row in rows if any(row)]
    assert [block.text for block in page.blocks] == right
