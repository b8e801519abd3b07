"""How much is declined that should be, and how often something is declined that should not.

``python -m evals.measure.declined [RESULT.json]`` asks of every question of the project's own files
whether it is declined, prints the welcome ones that are, and prints and writes the figures.

A line of a ``declined_*.jsonl`` has ``question``, ``decline`` (whether it is to be declined) and
``ground`` (what it is about). ``known`` are the examples that the tests hold, ``dev`` those that
the rules were made with, ``held`` those that were written before the rules and are only measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from assistant.question.declined import decline
from evals.measure.command import QUESTION_FILES, RESULTS, publish, run

RESULT = RESULTS / "declined.json"
LABELLED = ("known", "dev", "held")
ATTACKS = "attacks", "injection"
"""The file, and the kind in other files, of the project's own questions that are attacks."""


class LabelledRequest(BaseModel):
    """A request, and whether it is to be declined."""

    question: str
    decline: bool
    ground: str


class AnyQuestion(BaseModel):
    """What is read of a line of any other file; ``training.jsonl`` has no ids."""

    id: str = ""
    question: str = ""
    kind: str = ""


class DeclineCounts(BaseModel):
    """How many requests were to be declined and were, and how many were not to be and were."""

    to_decline: int
    declined: int
    welcome: int
    declined_wrongly: int


class DeclineFigures(BaseModel):
    """All figures; ``attacks`` names the attacks that are declined.

    ``texts`` and ``declined_texts`` count, by file, the welcome questions and those of them that
    are declined.
    """

    labelled: dict[str, DeclineCounts]
    attacks: list[str]
    texts: dict[str, int]
    declined_texts: dict[str, int]


def load_labelled(name: str) -> list[LabelledRequest]:
    """The labelled requests of one of the sets."""
    lines = (QUESTION_FILES / f"declined_{name}.jsonl").read_text(encoding="utf-8").splitlines()
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


def measure(console: Console) -> DeclineFigures:
    """Reads everything, prints the welcome questions that are declined, and counts."""
    figures = DeclineFigures(
        labelled={name: counts(load_labelled(name)) for name in LABELLED},
        attacks=[],
        texts={},
        declined_texts={},
    )
    for name, questions in _unlabelled():
        declined = [one for one in questions if decline(one.question) is not None]
        attacks = [one for one in questions if not {name, one.kind}.isdisjoint(ATTACKS)]
        figures.attacks += [one.id for one in declined if one in attacks]
        welcome = len(questions) - len(attacks)
        if welcome:
            refused = [one for one in declined if one not in attacks]
            figures.texts[name], figures.declined_texts[name] = welcome, len(refused)
            for one in refused:
                console.print(f"{name}: {one.question}", markup=False)
    return figures


def _unlabelled() -> Iterator[tuple[str, list[AnyQuestion]]]:
    """The project's own question files, by name, but for those labelled for this measurement."""
    for path in sorted(QUESTION_FILES.glob("*.jsonl")):
        if not path.stem.startswith("declined_"):
            lines = path.read_text(encoding="utf-8").splitlines()
            read = map(AnyQuestion.model_validate_json, lines)
            yield path.stem, [one for one in read if one.question]


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes."""
    figures = measure(Console(width=160))
    publish(figures, Path(arguments[0]) if arguments else RESULT)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
