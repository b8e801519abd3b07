"""What a question does not want: "inte i Solvik", "utom engelska", "startar inte i januari"."""

from __future__ import annotations

from assistant.courses.find.shelf import Shelf
from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText
from corpus.places import Gazetteer
from corpus.swedish import fold


def cut_unwanted(
    question: QuestionText, gazetteer: Gazetteer, vocabulary: Shelf
) -> QuestionText | None:
    """Drops the stretches that say what is not wanted, nor asked for before it ("inte kräver …").

    What comes back is the question with what they name alone, to be read as any other; None where
    there are none.
    """
    stretches: list[tuple[int, int]] = []
    required = None
    for name, wanted in compiled("unwanted").items():
        for match in list(question.find_all(wanted)):
            what = match["what"]
            is_place = gazetteer.place(what) or what in map(fold, vocabulary.places)
            if name == "place" and not is_place:
                continue
            if "kräv" in match.group() or "behöv" in match.group():
                required = what
            stretches.append(match.span("what"))
            question.drop(match.start(), match.start("what"))
    if not stretches:
        return None
    part = question.cut(stretches)
    part.builds_on = required
    return part
