from __future__ import annotations

import re
from pathlib import Path

from assistant.answer.chain import answer
from assistant.answer.model.context import new_fence
from assistant.bodies.question import Question
from assistant.privacy.mask import Masker, masked_or_refused
from tests.assistant.answer.model.conftest import opened
from tests.assistant.answer.model.test_engine import faithful


def test_a_fence_is_never_taken_for_something_private() -> None:
    fences = [new_fence() for _ in range(1_000)]
    assert len(set(fences)) == len(fences)
    assert all(fence.isalpha() for fence in fences)
    text = "\n".join(f"<källor-{fence}>\nKälla 1\n</källor-{fence}>" for fence in fences)
    assert masked_or_refused(text, Masker()) == text


def test_every_source_begins_with_its_record_and_its_sentences_are_numbered(filled: Path) -> None:
    with opened(filled, faithful) as (app, server):
        answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    (asked,) = server.asked
    sources = re.findall(r"^Källa (\d+)\n\[(\d+)\.0\] Titel: ", asked.user, re.MULTILINE)
    assert sources
    assert [int(a) for a, _ in sources] == [int(b) for _, b in sources]
    assert [int(a) for a, _ in sources] == list(range(1, len(sources) + 1))
    for source, _ in sources:
        numbers = [n for n in asked.sentences if n.startswith(f"{source}.")]
        assert numbers == [f"{source}.{n}" for n in range(len(numbers))]
    assert "Rubrik: " in asked.user
