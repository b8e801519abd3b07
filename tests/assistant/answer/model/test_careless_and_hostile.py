"""Nothing that a careless or a hostile model makes up reaches the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from corpus.facts import facts, states
from corpus.swedish import normalise
from evals.measure.question_file import load_questions
from tests.assistant.answer.model.conftest import ROOT, opened
from tests.assistant.answer.model.scripts import Teller, faithful

QUESTIONS = [
    question.question
    for question in load_questions(ROOT / "evals" / "questions" / "examples_dev.jsonl")
][:40]
_MARK = re.compile(r"\[(\d+)\]")


def ask(app: App, question: str) -> Answer:
    return answer(app.answering, Question(question=question))


def check(app: App, given: Answer) -> None:
    """Every quote stands in its page, every mark has one, every figure and name is a quote's."""
    passages = app.store.passages([citation.passage_id for citation in given.citations])
    known = [
        text or ""
        for c in given.citations
        for text in (c.quote, c.document.title, c.document.publisher, c.document.published)
    ]
    quoted = " ".join([*known, *(passage.heading for passage in passages)])
    marks = [int(mark) for mark in _MARK.findall(given.text)]
    if given.engine == "generative":
        assert sorted(set(marks)) == [citation.n for citation in given.citations]
        held = facts(quoted)
        for fact in facts(_MARK.sub("", given.text)):
            assert any(states(one, fact) for one in held), given.text
        for name in re.findall(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w-]+", given.text):
            assert name in quoted, (name, given.text)
    for citation in given.citations:
        document = app.store.document(citation.document.id)
        assert document is not None
        assert normalise(document.text[citation.start : citation.end]) == citation.quote


@pytest.mark.parametrize("hostile", [False, True], ids=["careless", "hostile"])
def test_what_no_quote_carries_is_never_shown(examples: Path, hostile: bool) -> None:
    teller = Teller(hostile=hostile)
    generative = 0
    with opened(examples, teller) as (app, _):
        for question in QUESTIONS:
            teller.lies.clear()
            given = ask(app, question)
            check(app, given)
            generative += given.engine == "generative"
            if given.engine != "generative":
                continue
            quoted = normalise(" ".join(citation.quote for citation in given.citations))
            shown = {normalise(one) for one in re.split(r"\s*(?:\[\d+\])+\s*", given.text)}
            lies = {normalise(lie) for lie in teller.lies if normalise(lie) not in quoted}
            assert not shown & lies, given.text
    assert generative >= 0.8 * len(QUESTIONS)  # the true sentence among the lies is kept


def test_a_faithful_model_is_shown(examples: Path) -> None:
    with opened(examples, faithful) as (app, _):
        for question in QUESTIONS[:20]:
            given = ask(app, question)
            check(app, given)
            assert given.engine == "generative" or given.status == "declined", question
