"""The service answers as its OpenAPI document says, whatever is sent; a longer run is a command."""

from __future__ import annotations

from assistant.app import App
from evals.bench.described import described
from tests.assistant.serve.doors import behind


def test_replies_are_as_described(own_app: App) -> None:
    with behind(own_app, chat=False) as address:
        result, words = described(address, "--phases", "examples,fuzzing", "--max-examples", "2")

    assert result.failures == {}, words
    assert result.operations > 20
    assert result.cases > 60
