"""What a question tells of the person who is to study: it asks nothing of the courses.

"Jag har barn hemma dagtid" is no wish for daytime, "min klient har sfi D" none for sfi, and what
somebody has read already is not what they look for.
"""

from __future__ import annotations

from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText


def drop_person(question: QuestionText) -> None:
    """Takes away what the person has, is, does and has done."""
    for wanted in compiled("person").values():
        question.drop_all(wanted)
