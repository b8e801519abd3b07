"""The example questions over the example documents and catalogues, on the real way to an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.app import App
from assistant.bodies.answer import Status
from assistant.bodies.question import Audience, Question
from assistant.serve.chat.audiences import GUIDES
from assistant.serve.chat.choices import Choices, filters_of
from tests.assistant.serve.chat.screenshot import QUESTION, example_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with example_app(tmp_path_factory.mktemp("examples") / "store") as app:
        yield app


@pytest.mark.parametrize(
    ("audience", "question"),
    [(audience, question) for audience in Audience for question in GUIDES[audience].examples]
    + [(Audience.STAFF, QUESTION)],
)
def test_example_questions_are_answered(app: App, audience: Audience, question: str) -> None:
    kinds = Choices.of(app.store.documents()).first_kinds(audience)
    asked = Question(
        question=question, audience=audience, filters=filters_of(kinds, [], None, None)
    )
    answer = app.answering.invoke(asked)["answer"]
    assert answer.status in (Status.ANSWERED, Status.PARTLY)
    assert answer.citations or answer.courses
