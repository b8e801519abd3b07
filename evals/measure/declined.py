"""How much is declined that should be, and how often something is declined that should not.

``python -m evals.measure.declined [DATA [RESULT.json]]`` asks of every question and title at hand
whether it is declined, prints those that are, and prints and writes the figures. ``DATA`` is a
folder with ``train``, ``policy`` and ``eval`` (titles of government pages, questions put to
agencies and in parliament); without it only the project's own questions are read.

A line of a ``declined_*.jsonl`` has ``question``, ``decline`` (whether it is to be declined) and
``ground`` (what it is about). ``known`` are the examples that the tests hold, ``dev`` those that
the rules were made with, ``held`` those that were written before the rules and are only measured.
"""

from __future__ import annotations

import gzip
import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from assistant.question.declined import decline

QUESTIONS = Path("evals/questions")
RESULT = Path("evals/results/declined.json")
LABELLED = ("known", "dev", "held")
ATTACK = "injection"
"""The kind of those of the project's own questions that are attacks."""


class LabelledRequest(BaseModel):
    """A request, and whether it is to be declined."""

    question: str
    decline: bool
    ground: str


class Line(BaseModel):
    """What is read of a line of any other file: a question or a title, if it has one."""

    id: str = ""
    question: str = ""
    title: str = ""
    kind: str = ""


class DeclineCounts(BaseModel):
    """How many requests were to be declined and were, and how many were not to be and were."""

    to_decline: int
    declined: int
    welcome: int
    declined_wrongly: int


class DeclineFigures(BaseModel):
    """All figures; ``attacks`` names the attacks that are declined.

    ``texts`` and ``declined_texts`` count, by set, the welcome questions and titles and those of
    them that are declined.
    """

    labelled: dict[str, DeclineCounts]
    attacks: list[str]
    texts: dict[str, int]
    declined_texts: dict[str, int]


def load_labelled(name: str, folder: Path = QUESTIONS) -> list[LabelledRequest]:
    """The labelled requests of one of the sets."""
    lines = (folder / f"declined_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [LabelledRequest.model_validate_json(line) for line in lines]


def mistakes(requests: Sequence[LabelledRequest]) -> list[LabelledRequest]:
    """The requests that are declined and should not be, or the other way round."""
    return [one for one in requests if (decline(one.question) is not None) != one.decline]


def counts(requests: Sequence[LabelledRequest]) -> DeclineCounts:
    """The counts of a set."""
    wrong = mistakes(requests)
    to_decline = sum(one.decline for one in requests)
    return DeclineCounts(
        to_decline=to_decline,
        declined=to_decline - sum(one.decline for one in wrong),
        welcome=len(requests) - to_decline,
        declined_wrongly=sum(not one.decline for one in wrong),
    )


def own_lines() -> Iterator[tuple[str, list[Line]]]:
    """The project's own question files, by name, but for those labelled for this measurement."""
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        if not path.stem.startswith("declined_"):
            yield path.stem, _lines(path.read_text(encoding="utf-8").splitlines())


def welcome_texts(data: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Questions and titles none of which is to be declined, by the name of their set."""
    for name, lines in own_lines():
        asked = [line.question for line in lines if line.question and line.kind != ATTACK]
        if asked and name != "attacks":
            yield name, asked
    if data is None:
        return
    with lzma.open(data / "train" / "government_texts.jsonl.xz", "rt", encoding="utf-8") as file:
        yield "page titles", [line.title for line in _lines(file)]
    pages = sorted((data / "policy").glob("*.md"))
    yield "page file names", [page.stem.split("_")[-1].replace("-", " ") for page in pages]
    yield "page headings", [page.read_text("utf-8").split("\n")[0].lstrip("# ") for page in pages]
    for name in ("swefaq_dev", "swefaq_test"):
        faq = (data / "eval" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        yield name, [line.question for line in _lines(faq)]
    parliament = json.loads((data / "eval" / "riksdag_questions_test.json").read_bytes())
    yield "parliament titles", [question["title"] for question in parliament]
    squad = json.loads(gzip.decompress((data / "eval" / "squad_dev_v2_sv.json.gz").read_bytes()))
    paragraphs = [paragraph for page in squad["data"] for paragraph in page["paragraphs"]]
    yield "squad", [qa["question"] for paragraph in paragraphs for qa in paragraph["qas"]]
    dev = (data.parent / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    yield "shared dev", [line.question for line in _lines(dev) if line.kind != ATTACK]


def _lines(lines: Iterable[str]) -> list[Line]:
    return [Line.model_validate_json(line) for line in lines]


def measure(data: Path | None, console: Console) -> DeclineFigures:
    """Reads everything, prints the welcome texts that are declined, and counts."""
    texts, declined = {}, {}
    for name, welcome in welcome_texts(data):
        refused = [text for text in welcome if decline(text) is not None]
        texts[name], declined[name] = len(welcome), len(refused)
        for text in refused:
            console.print(f"{name}: {text}", markup=False)
    return DeclineFigures(
        labelled={name: counts(load_labelled(name)) for name in LABELLED},
        attacks=[
            line.id
            for name, lines in own_lines()
            for line in lines
            if (name == "attacks" or line.kind == ATTACK) and decline(line.question) is not None
        ],
        texts=texts,
        declined_texts=declined,
    )


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes."""
    console = Console(width=160)
    figures = measure(Path(arguments[0]) if arguments else None, console)
    text = figures.model_dump_json(indent=1)
    result = Path(arguments[1]) if len(arguments) > 1 else RESULT
    result.write_text(f"{text}\n", encoding="utf-8")
    console.print(text, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
