"""How well planted changes and hand-checked mentions are found.

``python -m evals.measure.research [RESULT.json]`` compares the two editions of each made-up
document of ``evals/questions/editions`` and looks for twenty themes in the example documents. Half
of the editions are held: what is missed there is counted and never shown.

A planted change is found where a reported one of its kind has a sentence of it on each side that
it has; a reported one is right where it meets any planted one so. ``named`` is the share of those
found whose ``what`` is right, too. A mention is found where the passage that it stands in is one
of the reply's.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from assistant.app import App
from assistant.bodies.answer import Citation
from assistant.bodies.research import Difference, DifferenceKind
from assistant.research.comparison import comparison_reply
from assistant.search.mentions import mentions_of
from corpus.model import Document, Filters
from corpus.swedish import normalise
from evals.measure.command import EXAMPLES, QUESTION_FILES, RESULTS, filled_app, run, write
from evals.measure.editions import EditionPair, PlantedChange, load_editions

EDITIONS = QUESTION_FILES / "editions"
MENTIONS = QUESTION_FILES / "mentions.txt"
RESULT = RESULTS / "research.json"


class ChangeFigures(BaseModel):
    """Planted changes of some editions; the lists show those of the development half alone."""

    planted: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0
    named: int = 0
    missed: list[str] = []
    wrong: list[str] = []

    @property
    def line(self) -> str:
        """The figures on one line."""
        recall = self.found / max(1, self.planted)
        precision = self.right / max(1, self.reported)
        named = self.named / max(1, self.found)
        return f"recall {recall:.2f}, precision {precision:.2f}, what {named:.2f} ({self.planted})"


class MentionFigures(BaseModel):
    """Places that speak of the themes, and those that were found."""

    themes: int
    places: int
    found: int
    missed: list[str]


class ResearchFigures(BaseModel):
    """Both figures; changes by half."""

    changes: dict[str, ChangeFigures]
    mentions: MentionFigures


def measure_changes(pair: EditionPair) -> ChangeFigures:
    """Compares two editions, read in as files are."""
    with tempfile.TemporaryDirectory() as folder:
        paths = pair.write(Path(folder))
        with filled_app([Path(folder)], "evals.measure.research") as app:
            by_source = {record.source: record.id for record in app.store.documents()}
            reply = comparison_reply([by_source[p.name] for p in paths], None, app.retriever)
    figures = ChangeFigures(planted=len(pair.changes), reported=len(reply.changes))
    for planted in pair.changes:
        met = [change for change in reply.changes if _meets(change, planted)]
        figures.found += bool(met)
        figures.named += any(
            change.what == planted.what or planted.kind != DifferenceKind.CHANGED for change in met
        )
        if not met:
            figures.missed.append(f"{pair.name} {planted.what}: {planted.before} {planted.after}")
    for change in reply.changes:
        if any(_meets(change, planted) for planted in pair.changes):
            figures.right += 1
        else:
            sides = [side.quote if side else "" for side in (change.before, change.after)]
            figures.wrong.append(f"{pair.name} {change.kind} {change.what}: {' => '.join(sides)}")
    return figures


def _meets(change: Difference, planted: PlantedChange) -> bool:
    return change.kind == planted.kind and all(
        not sentences or (side is not None and _holds(side, sentences))
        for side, sentences in ((change.before, planted.before), (change.after, planted.after))
    )


def _holds(citation: Citation, sentences: Sequence[str]) -> bool:
    return any(normalise(sentence) in citation.quote for sentence in sentences)


def load_mentions(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The places of each theme: a file's leading digits, and words that stand there."""
    themes: dict[str, list[tuple[str, str]]] = {}
    theme = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:3].isdigit():
            themes[theme].append((line[:3], line[4:].strip()))
        elif line.strip() and not line.startswith("#"):
            theme = line.strip()
            themes[theme] = []
    return themes


def measure_mentions(app: App, themes: dict[str, list[tuple[str, str]]]) -> MentionFigures:
    """Looks for each theme, and for each of its places among the passages that speak of it."""
    stored = map(app.store.document, (record.id for record in app.store.documents()))
    documents = {document.source[:3]: document for document in stored if document}
    missed = []
    for theme, places in themes.items():
        query = app.retriever.reader.read(theme).queries[0]
        several = mentions_of(query, app.store, Filters())
        passages = [m.passage for one in several for m in one.mentions]
        for digits, words in places:
            document = documents[digits]
            at = _place(document, words)
            if not any(p.document_id == document.id and p.start <= at < p.end for p in passages):
                missed.append(f"{theme}: {digits} {words}")
    count = sum(map(len, themes.values()))
    found = count - len(missed)
    return MentionFigures(themes=len(themes), places=count, found=found, missed=missed)


def _place(document: Document, words: str) -> int:
    at = document.text.find(words)
    if at < 0:
        raise ValueError(f"{document.source} does not hold {words!r}")
    return at


def _sum(several: Sequence[ChangeFigures], *, shown: bool) -> ChangeFigures:
    total = ChangeFigures()
    for one in several:
        for name in ("planted", "found", "reported", "right", "named"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        if shown:
            total.missed += one.missed
            total.wrong += one.wrong
    return total


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    result = Path(arguments[0]) if arguments else RESULT
    pairs = [load_editions(path) for path in sorted(EDITIONS.glob("*.txt"))]
    changes = {
        half: _sum(
            [measure_changes(pair) for pair in pairs if pair.name.startswith(half)],
            shown=half == "dev",
        )
        for half in ("dev", "held")
    }
    with filled_app([EXAMPLES / "documents"], "evals.measure.research") as app:
        mentions = measure_mentions(app, load_mentions(MENTIONS))
    write(ResearchFigures(changes=changes, mentions=mentions), result)
    console = Console(soft_wrap=True)
    for half, figures in changes.items():
        console.print(f"changes, {half}: {figures.line}")
        for line in (*figures.missed, "--", *figures.wrong):
            console.print(line, markup=False)
    share = mentions.found / mentions.places
    console.print(f"mentions: recall {share:.3f} of {mentions.places} in {mentions.themes} themes")
    for line in mentions.missed:
        console.print(line, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
