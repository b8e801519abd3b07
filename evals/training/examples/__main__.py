"""``python -m evals.training.examples`` writes the example corpus' made files anew."""

from __future__ import annotations

from pathlib import Path

from evals.training.examples import emil, markup, pdf, tables, word
from evals.training.examples.courses import occasions

TEXTS = Path(__file__).parent / "texts"
EXAMPLES = Path(__file__).parents[3] / "corpus" / "examples"

PDFS = {
    "010": pdf.Layout(
        accent="#1f5c57",
        folio=lambda number, total: f"{number} ({total})",
        folio_at_top=True,
        columns=2,
        contents=True,
        size=10,
    ),
    "013": pdf.Layout(
        accent="#7a3b1d",
        folio=lambda number, _: str(number),
        unnumbered=2,
        first=1,
        contents=True,
        size=11,
    ),
    "022": pdf.Layout(
        accent="#27437a",
        folio=lambda number, total: f"Sida {number} av {total}",
        serif=False,
        size=10,
    ),
    "023": pdf.Layout(accent="#8a2f4b", serif=False, columns=2),
}
WORDS = ("011", "012", "018", "025")
LATIN_1 = ("020",)


def make(folder: Path) -> None:
    """Write every made document and catalogue into ``documents`` and ``catalogues`` of a folder."""
    documents, catalogues = folder / "documents", folder / "catalogues"
    for target in (documents, catalogues):
        target.mkdir(exist_ok=True)
    for source in sorted(TEXTS.iterdir()):
        _document(source, documents)
    tables.write_export(occasions("avux"), catalogues / "exempel_komvux_avux.csv")
    tables.write_small(occasions("lyktesund"), catalogues / "exempel_kurser_lyktesund.csv")
    tables.write_workbook(catalogues / "exempel_yh_ansokningar.xlsx")
    emil.write_json(occasions("klockvik"), catalogues / "exempel_emil3_klockvik.json")
    emil.write_xml(occasions("inland"), catalogues / "exempel_emil2_inlandet.xml")


def _document(source: Path, folder: Path) -> None:
    number = source.name[:3]
    if number in PDFS:
        pdf.write(markup.load(source), folder / f"{source.stem}.pdf", PDFS[number])
    elif number in WORDS:
        word.write(markup.load(source), folder / f"{source.stem}.docx")
    elif number in LATIN_1:
        text = source.read_text(encoding="utf-8")
        (folder / source.name).write_bytes(text.encode("latin-1"))
    else:
        raise ValueError(f"{source.name}: no format is set for this number")


if __name__ == "__main__":
    make(EXAMPLES)
