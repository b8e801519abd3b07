"""Whatever a model replies, quotes are the documents' and nothing else is a source of figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.app import App
from tests.assistant.answer.model.conftest import opened
from tests.assistant.answer.model.test_careless_and_hostile import ask, check
from tests.model_server import Asked, ModelServer

NUMBERS = st.one_of(
    st.builds("{}.{}".format, st.integers(0, 4), st.integers(0, 20)), st.text(max_size=6)
)
WORDS = "Länsstyrelsen i Norrsken ansvarar för uppföljningen inte 12 procent Umeå Anna 2019".split()
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
CLAIMS = st.lists(
    st.fixed_dictionaries({"at": st.lists(NUMBERS, max_size=6), "text": TEXTS}), max_size=6
)


@pytest.fixture(scope="module")
def opened_app(filled: Path) -> Iterator[tuple[App, ModelServer]]:
    with opened(filled, lambda _: "") as both:
        yield both


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(claims=CLAIMS, found=st.sampled_from(["all", "part", "none", "?"]))
def test_every_quote_stands_and_no_figure_or_name_is_made_up(
    opened_app: tuple[App, ModelServer], claims: list[dict[str, object]], found: str
) -> None:
    app, server = opened_app

    def script(_: Asked) -> str:
        return json.dumps({"found": found, "claims": claims})

    server.script = script
    check(app, ask(app, "Vem ansvarar för uppföljningen?"))
