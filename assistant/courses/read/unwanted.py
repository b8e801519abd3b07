"""What a question does not want: "inte i Solvik", "utom engelska", "startar inte i januari"."""

from __future__ import annotations

from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText


def cut_unwanted(question: QuestionText) -> QuestionText | None:
    """Drops the stretches that say what is not wanted.

    What comes back is the question with what they name alone, to be read as any other; None where
    there are none.
    """
    stretches: list[tuple[int, int]] = []
    for wanted in compiled("unwanted").values():
        for match in list(question.find_all(wanted)):
            stretches.append(match.span("what"))
            question.drop(match.start(), match.start("what"))
    return question.cut(stretches) if stretches else None
