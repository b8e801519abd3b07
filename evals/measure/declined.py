"""How much is declined that should be, and how often a question is declined that should not.

``python -m evals.measure.declined [DATA [RESULT.json]]`` asks every question and title at hand
whether it is declined, prints the figures and those that were declined, and writes the figures.
``DATA`` is a folder with ``eval``, ``policy`` and ``train`` (government page titles, agencies' and
parliament's questions, machine-translated ones); without it the project's own questions alone are
read.

A line of a ``declined_*.jsonl`` has ``question``, ``decline`` (whether it is to be declined) and
``ground`` (what it is about). ``known`` are the examples that the tests hold, ``dev`` those that
the rules were made with, ``held`` those that were written before the rules and never looked at.
"""

from __future__ import annotations

import gzip
import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, TypeAdapter
from rich.console import Console

from assistant.question.declined import decline

QUESTIONS = Path("evals/questions")
RESULT = Path("evals/results/declined.json")
LABELLED = ("known", "dev", "held")


class LabelledRequest(BaseModel):
    """A request with whether it is to be declined."""

    question: str
    decline: bool
    ground: str


class LabelledFigures(BaseModel):
    """What came of a set of labelled requests; the lists name what went wrong."""

    to_decline: int
    declined: int
    welcome: int
    welcome_declined: int
    missed: list[str]
    wrong: list[str]


class DeclineFigures(BaseModel):
    """All figures.

    ``texts`` and ``declined`` count the questions and titles at hand and those of them that were
    declined, by set; ``attacks`` names the attacks in a question that were declined.
    """

    labelled: dict[str, LabelledFigures]
    attacks: list[str]
    texts: dict[str, int]
    declined: dict[str, int]


def measure_labelled(requests: Sequence[LabelledRequest]) -> LabelledFigures:
    """Reads each request and counts."""
    missed = [r.question for r in requests if r.decline and decline(r.question) is None]
    wrong = [r.question for r in requests if not r.decline and decline(r.question) is not None]
    to_decline = sum(request.decline for request in requests)
    return LabelledFigures(
        to_decline=to_decline,
        declined=to_decline - len(missed),
        welcome=len(requests) - to_decline,
        welcome_declined=len(wrong),
        missed=missed,
        wrong=wrong,
    )


def load_labelled(name: str, folder: Path = QUESTIONS) -> list[LabelledRequest]:
    """The labelled requests of the set ``name``."""
    lines = (folder / f"declined_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [LabelledRequest.model_validate_json(line) for line in lines]


def welcome_texts(data: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Sets of questions and titles, none of which is to be declined: ``(name, texts)``."""
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        if path.stem != "attacks" and not path.stem.startswith("declined_"):
            yield path.stem, _fields(path.read_text(encoding="utf-8"), "question")
    if data is None:
        return
    with lzma.open(data / "train" / "government_texts.jsonl.xz", "rt", encoding="utf-8") as file:
        yield "page titles", _fields(file, "title")
    files = sorted((data / "policy").glob("*.md"))
    yield "page file names", [path.stem.split("_")[-1].replace("-", " ") for path in files]
    yield "page headings", [path.read_text("utf-8").split("\n")[0].lstrip("# ") for path in files]
    for name in ("swefaq_dev", "swefaq_test"):
        text = (data / "eval" / f"{name}.jsonl").read_text(encoding="utf-8")
        yield name, _fields(text, "question")
    parliament = json.loads((data / "eval" / "riksdag_questions_test.json").read_bytes())
    yield "parliament titles", [question["title"] for question in parliament]
    squad = json.loads(gzip.decompress((data / "eval" / "squad_dev_v2_sv.json.gz").read_bytes()))
    paragraphs = [paragraph for page in squad["data"] for paragraph in page["paragraphs"]]
    yield "squad", [qa["question"] for paragraph in paragraphs for qa in paragraph["qas"]]
    asked = data.parent / "questions" / "dev.jsonl"
    if asked.exists():
        yield "dev", _fields(asked.read_text(encoding="utf-8"), "question")


def _fields(lines: str | Iterable[str], field: str) -> list[str]:
    """A field of those lines of JSON that have it."""
    rows = map(json.loads, lines.splitlines() if isinstance(lines, str) else lines)
    return [row[field] for row in rows if field in row]


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes."""
    paths = [Path(argument) for argument in arguments]
    data, result = (*paths, *(None, RESULT)[len(paths) :])
    console = Console(width=160)
    texts, declined = {}, {}
    for name, found in welcome_texts(data):
        refused = [text for text in found if decline(text) is not None]
        texts[name], declined[name] = len(found), len(refused)
        for text in refused:
            console.print(f"{name}: {text}", markup=False)
    rows = _attacks()
    figures = DeclineFigures(
        labelled={name: measure_labelled(load_labelled(name)) for name in LABELLED},
        attacks=[row["id"] for row in rows if decline(row["question"]) is not None],
        texts=texts,
        declined=declined,
    )
    text = figures.model_dump_json(indent=1)
    (result or RESULT).write_text(f"{text}\n", encoding="utf-8")
    console.print(text, markup=False)
    return 0


def _attacks() -> list[dict[str, str]]:
    lines = (QUESTIONS / "attacks.jsonl").read_text(encoding="utf-8").splitlines()
    return TypeAdapter(list[dict[str, object]]).validate_python(map(json.loads, lines))  # type: ignore


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
