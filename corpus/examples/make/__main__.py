"""``python -m corpus.examples.make`` writes the example corpus' made files anew."""

from __future__ import annotations

from pathlib import Path

from corpus.examples.make import emil, markup, pdf, tables, word
from corpus.examples.make.courses import occasions

TEXTS = Path(__file__).parent / "texts"
DOCUMENTS = Path(__file__).parent.parent / "documents"
CATALOGUES = Path(__file__).parent.parent / "catalogues"

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


def main() -> None:
    """Write every made document and catalogue."""
    _documents()
    tables.write_export(occasions("avux"), CATALOGUES / "exempel_komvux_avux.csv")
    tables.write_small(occasions("lyktesund"), CATALOGUES / "exempel_kurser_lyktesund.csv")
    tables.write_workbook(CATALOGUES / "exempel_yh_ansokningar.xlsx")
    emil.write_json(occasions("klockvik"), CATALOGUES / "exempel_emil3_klockvik.json")
    emil.write_xml(occasions("inland"), CATALOGUES / "exempel_emil2_inlandet.xml")


def _documents() -> None:
    for source in sorted(TEXTS.iterdir()):
        number = source.name[:3]
        if number in PDFS:
            target = DOCUMENTS / f"{source.stem}.pdf"
            pdf.write(markup.load(source), target, PDFS[number])
        elif number in WORDS:
            target = DOCUMENTS / f"{source.stem}.docx"
            word.write(markup.load(source), target)
        elif number in LATIN_1:
            target = DOCUMENTS / source.name
            target.write_bytes(source.read_text(encoding="utf-8").encode("latin-1"))
        else:
            raise ValueError(f"{source.name}: no format is set for this number")


if __name__ == "__main__":
    main()
