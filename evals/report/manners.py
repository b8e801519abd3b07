"""The same questions put in other manners: greeted, told about, from a foreign keyboard.

``python -m evals.report.manners QUESTIONS.jsonl FOLDER RESULT.json`` reads a folder into a store,
asks each question as it stands and in each manner, and prints and writes the figures, the manner
being the kind of question. However a question is put, its answer should be the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from corpus.dots import undot
from evals.measure.answers import Vagvis, measure, report
from evals.measure.command import filled_app, run, write
from evals.measure.question_file import EvalQuestion, load_questions

Manner = Callable[[str], str]


def _inside(question: str) -> str:
    """A question as it stands inside a sentence."""
    return question[:1].lower() + question[1:]


def _slip(question: str) -> str:
    """A question with two letters swapped in its longest word."""
    longest = max(re.findall(r"[a-zåäö]{6,}", question), key=len, default="")
    middle = len(longest) // 2
    swapped = longest[:middle] + longest[middle : middle + 2][::-1] + longest[middle + 2 :]
    return question.replace(longest, swapped, 1) if longest else question


MANNERS: Mapping[str, Manner] = {
    "as it stands": lambda question: question,
    "greeting": lambda question: f"Hej! {question} Tack på förhand!",
    "wondering": lambda question: f"hej, jag undrar {_inside(question)}",
    "fillers": lambda question: f"alltså {_inside(question).rstrip('?')} egentligen",
    "somebody wonders": lambda question: f"Min chef undrar {_inside(question)}",
    "life told before": lambda q: f"Jag är 34 år och har jobbat på lager hela livet. {q}",
    "life told after": lambda q: f"{q} Jag är 34 år och har jobbat på lager hela livet.",
    "in one breath": lambda q: f"jag är 34 och har jobbat på lager hela livet, {_inside(q)}",
    "no capitals, no mark": lambda question: question.lower().rstrip("?"),
    "no dots and rings": undot,
    "a slip": _slip,
}


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    file, folder, result = map(Path, arguments)
    questions = load_questions(file)
    outcomes = []
    with filled_app([folder], "evals.report.manners") as app:
        for name, manner in MANNERS.items():
            asked = [_put(question, name, manner) for question in questions]
            outcomes += measure(Vagvis(app), name, asked).outcomes
    whole = report(file.name, outcomes)
    write(whole, result)
    Console().print(whole.table())
    return 0


def _put(question: EvalQuestion, name: str, manner: Manner) -> EvalQuestion:
    words = manner(question.question)
    return question.model_copy(update={"question": words, "kind": name})


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
