"""Whatever is asked, there is an answer: questions made of real pieces, over four stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.courses import Catalogue
from corpus.model import Document
from ingest.split import split
from tests.assistant.conftest import courses, guidance_page, paged_report

WORDS = (
    "hur många platser kurser vad är skillnaden mellan syftet vägledning validering i på för om "
    "svenska matematik 2b undersköterska kock distans kväll komvux sfi yrkeshögskola deltagare "
    "ansvarar uppföljningen kostar vem när var varför vilka blir jag läsa min klient har bor "
    "how much does the course cost jämför skiljer komuner utbilding hösten nästa vår högst 50"
).split()
NAMES = (
    "Region Norrsken",
    "Härnösand",
    "SYV",
    "CSN",
    "Sundsvall",
    "FRAMSYN",
    "Anna",
    "Länsstyrelsen",
)
JOINTS = (
    "och",
    "respektive",
    "jämfört med",
    "eller",
    "samt",
    "både",
    "kontra",
    ",",
    ":",
    "i respektive",
)
MARKS = (".", "?", "!", "…", "–", "-", "”", "(", ")", "[1]", "%", "/", "\n", "\u2060", "\u00ad")
OTHERS = ("2024", "2019-05-30", "5 JUNİ", "3 marſ", "ß", "كيف", "где", "中文", "ﬁ", "ǅ", "😀", "é̂")
PIECES = st.sampled_from((*WORDS, *NAMES, *JOINTS, *MARKS, *OTHERS)) | st.text(max_size=6)
QUESTIONS = st.lists(PIECES, min_size=1, max_size=25).map(" ".join).filter(str.strip)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """An empty store, one with documents alone, one with courses alone, and one with both."""
    report, page = paged_report(), guidance_page()
    contents: dict[str, tuple[list[Document], dict[str, Catalogue]]] = {
        "empty": ([], {}),
        "documents": ([report], {}),
        "courses": ([page], {page.id: courses()}),
        "both": ([report, page], {page.id: courses()}),
    }
    with ExitStack() as stack:
        clients = {}
        for name, (documents, catalogues) in contents.items():
            folder = tmp_path_factory.mktemp(name)
            app = stack.enter_context(open_app(Settings(data=folder), "tests"))
            if documents:
                app.store.put([(one, split(one)) for one in documents], catalogues)
            clients[name] = stack.enter_context(TestClient(build(app)))
        yield clients


NATURAL = (
    "Jämför A och B: hur många platser finns i respektive kommun?",
    "Vad är skillnaden mellan LIA och APL jämfört med praktik?",
    "Gäller det både Härnösand och Sundsvall jämfört med Kramfors?",
    "Hur många män respektive kvinnor läste 2024 jämfört med 2019?",
    "Vad skiljer sfi från komvux, både i tid och kostnad?",
    "Jämför a med b. " * 12,
    "a" * 4000,
    "oa" * 250,
)


@pytest.mark.parametrize("question", NATURAL)
@pytest.mark.parametrize("name", ["empty", "documents", "courses", "both"])
def test_comparisons_and_long_words_are_answered(
    stores: dict[str, TestClient], name: str, question: str
) -> None:
    for path, body in (
        ("/v1/answers", {"question": question}),
        ("/v1/search", {"query": question}),
    ):
        assert stores[name].post(path, json=body).status_code == 200


@pytest.mark.parametrize("name", ["empty", "documents", "courses", "both"])
@given(question=QUESTIONS, before=st.none() | QUESTIONS)
@settings(max_examples=120)
def test_any_question_is_answered(
    stores: dict[str, TestClient], name: str, question: str, before: str | None
) -> None:
    history = [{"role": "user", "content": before}] if before else []
    body = {"question": question[:4000], "history": history}
    response = stores[name].post("/v1/answers", json=body)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert "\n\n".join(part["text"] for part in answer["parts"]) == answer["text"]
