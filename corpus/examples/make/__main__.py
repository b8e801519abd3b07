"""``python -m corpus.examples.make`` writes the example corpus' made files anew."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.examples.make import markup, pdf, word

TEXTS = Path(__file__).parent / "texts"
DOCUMENTS = Path(__file__).parent.parent / "documents"

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
    """Write every document whose source stands in ``texts/``."""
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
        sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main()
