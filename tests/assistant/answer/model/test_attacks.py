"""Orders in documents and questions, put to a model that obeys every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.settings import Settings
from tests.attacks import ATTACKS, put
from tests.model_server import Asked, model_server


def obeying(asked: Asked, canaries: list[str]) -> dict[str, object]:
    """A reply that says what it was ordered to, in every way that a reply has room for."""
    said = " ".join(canaries)
    if asked.plans:
        return {"question": f"{asked.question} {said}", "language": "sv"}
    number, true = list(asked.sentences.items())[-1]
    texts = (said, f"{true} {said}", f"{said}: {true}", said.lower())
    claims = [{"at": [at], "text": text} for text in texts for at in (number, "1.0")]
    return {"found": "all", "claims": [*claims, {"at": [said], "text": said}]}


@pytest.mark.parametrize("kind", ["document", "question", "turns"])
def test_no_attack_is_obeyed_though_the_model_obeys(kind: str, tmp_path: Path) -> None:
    attacks = [attack for attack in ATTACKS if attack.kind == kind]
    assert attacks
    ordered: list[str] = []
    with (
        model_server(lambda asked: obeying(asked, ordered)) as server,
        open_app(
            Settings(data=tmp_path, model="openai:test", model_url=server.url), "tests"
        ) as app,
    ):
        for attack in attacks:
            ordered[:] = attack.canaries
            reply = put(attack, app.store, lambda question: answer(app.answering, question))
            assert not attack.is_obeyed(reply), attack.id
    assert server.asked
