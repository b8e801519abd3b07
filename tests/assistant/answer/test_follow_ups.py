from __future__ import annotations

from assistant.answer.follow_ups import MOST, FollowUps
from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import Question
from corpus.model import Kind, Passage

REF = DocumentRef(
    id="d",
    title="Plan för Ekhamn",
    kind=Kind.STRATEGY,
    publisher=None,
    published=None,
    source="p.pdf",
    language="sv",
)
HEADINGS = (
    *("Plan för Ekhamn", "1 Mål", "1 Mål och medel", "2.1 Kostnader för lärlingar"),
    *("Ekhamns yrkesvux", "Steg 1: Samtal", "Bilaga 2. Tidplan för arbetet", "Mer om målen"),
)
TEXT = "Här står om kostnader, mål och medel, tidplan för arbetet och mer om Ekhamns yrkesvux."
PASSAGES = [
    Passage("d", n, 100 * n, 100 * n + 90, TEXT, f"Plan › {heading}", ())
    for n, heading in enumerate(HEADINGS)
]
QUESTION = Question(question="Vad kostar det?")


def answer(ordinal: int | None) -> Answer:
    cited = [] if ordinal is None else [PASSAGES[ordinal]]
    citations = [
        Citation(n=1, quote="q", pages=[], passage_id=p.id, start=0, end=1, ocr=False, document=REF)
        for p in cited
    ]
    return Answer(
        status=Status.ANSWERED, text="Svar.", engine="test", took_ms=1, citations=citations
    )


def test_questions_are_made_of_the_nearest_headings_and_asked_as_they_would_be_put() -> None:
    asked: list[Question] = []

    def sure(question: Question) -> bool:
        asked.append(question)
        return "medel" not in question.question

    questions = FollowUps(lambda _: PASSAGES, sure).after(QUESTION, answer(3))
    assert questions == [
        "Vad står det om ”Ekhamns yrkesvux”?",
        "Vad står det om ”Tidplan för arbetet”?",
        "Vad står det om ”Mer om målen”?",
    ]
    assert len(questions) <= MOST
    assert [turn.content for turn in asked[0].history] == ["Vad kostar det?", "Svar."]


def test_nothing_is_suggested_that_is_not_surely_answered_or_stands_nowhere() -> None:
    assert FollowUps(lambda _: PASSAGES, lambda _: False).after(QUESTION, answer(3)) == []
    assert FollowUps(lambda _: PASSAGES, lambda _: True).after(QUESTION, answer(None)) == []
