from __future__ import annotations

from pathlib import Path

import pytest

from assistant.app import open_app
from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.documents import DocumentRef
from assistant.bodies.search import FoundPassage
from assistant.settings import Settings
from corpus.model import Kind
from evals.measure import figures
from evals.measure.answers import Vagvis, measure
from evals.measure.question_file import EvalQuestion
from ingest.pipeline import ingest

DOCUMENT = DocumentRef(
    id="d",
    title="Rapport",
    kind=Kind.REPORT,
    publisher=None,
    published=None,
    source="mapp/010_rapport.pdf",
    language="sv",
)


def question(**fields: object) -> EvalQuestion:
    return EvalQuestion.model_validate(
        {"id": "q", "question": "Vad?", "kind": "fact", "answerable": True, **fields}
    )


def passage(text: str) -> FoundPassage:
    return FoundPassage(id="p", score=1, text=text, heading="", pages=[], document=DOCUMENT)


def answer(text: str, pages: list[int], status: Status = Status.ANSWERED) -> Answer:
    citation = Citation(
        n=1,
        quote=text,
        pages=pages,
        passage_id="p",
        start=0,
        end=len(text),
        ocr=False,
        document=DOCUMENT,
    )
    return Answer(status=status, text=text, engine="x", took_ms=1, citations=[citation])


@pytest.mark.parametrize(
    ("text", "alternative", "expected"),
    [
        ("Det gäller 18 månader.", "18", True),
        ("Det gäller 2018.", "18", False),
        ("Kl. 18,5 procent", "8", False),
        ("Arbetsförmedlingen (AF)", "af", True),
        ("Det går i kraft", "af", False),
        ("I  Härnösand\nfinns", "härnösand finns", True),
        ("Fo\u0308rslag", "förslag", True),
        ("anything", " ", True),
    ],
)
def test_an_alternative_is_found_as_the_contract_says(
    text: str, alternative: str, expected: bool
) -> None:
    assert figures.contains(text, alternative) is expected


def test_every_entry_needs_one_of_its_alternatives() -> None:
    assert figures.meets("kort tid", "arton|kort")
    assert not figures.meets("lång tid", "arton|kort")


def test_hits_are_the_first_passages_with_each_span() -> None:
    asked = question(gold_spans=["två ord", "ett annat"])
    ranks = figures.first_hits(asked, [passage("inget"), passage("här är TVÅ\nord")])
    assert ranks == [2, None]
    assert figures.recall(ranks, 1) == 0
    assert figures.recall(ranks, 2) == 1
    assert figures.reciprocal_rank(ranks) == 0.5


def test_ndcg_wants_every_span_where_all_are_asked() -> None:
    either = question(gold_spans=["a", "b"])
    both = question(gold_spans=["a", "b"], span_mode="all")
    assert figures.ndcg(either, [1, None]) == 1
    assert 0 < figures.ndcg(both, [1, None]) < 1
    assert figures.ndcg(both, [1, 2]) == 1
    assert figures.ndcg(both, [None, 11]) == 0


def test_a_correct_answer_has_no_faults() -> None:
    asked = question(doc="010", pages={"010": [4]}, must_contain=["12|tolv"])
    assert figures.faults(asked, answer("Det är 12 platser.", [4])) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (answer("Det är 13 platser.", [4]), "lacks 1"),
        (answer("Det är 12 platser.", [5]), "wrong source"),
        (answer("Det är 12 platser i Storby.", [4]), "holds barred"),
        (answer("12 " + "ord " * 400, [4]), "characters"),
        (answer("Det är 12.", [4], Status.NOT_FOUND), "status"),
    ],
)
def test_each_fault_is_named(given: Answer, fault: str) -> None:
    asked = question(
        doc=["009", "010"],
        pages={"010": [4]},
        must_contain=["12|tolv"],
        must_not_contain=["storby"],
    )
    assert any(fault in found for found in figures.faults(asked, given))


def test_percentiles_are_values_that_were_measured() -> None:
    assert figures.percentile([3, 1, 2, 4], 0.5) == 2
    assert figures.percentile([3, 1, 2, 4], 0.95) == 4
    assert figures.percentile([], 0.5) is None
    assert figures.mean([]) is None


def test_a_follow_up_is_searched_for_with_what_it_leans_on(tmp_path: Path) -> None:
    told = {
        "kock": "Utbildningen till kock tar 40 veckor.",
        "svetsare": "Utbildningen till svetsare tar 26 veckor.",
    }
    asked = []
    for trade, text in told.items():
        (tmp_path / f"{trade}.md").write_text(f"# {trade.capitalize()}\n\n{text}\n", "utf-8")
        before = [{"role": "user", "content": f"Vad lär man sig på utbildningen till {trade}?"}]
        asked.append(
            question(id=trade, question="Hur lång är den?", history=before, gold_spans=[text])
        )
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        ingest([tmp_path / f"{trade}.md" for trade in told], app.store)
        outcomes = measure(Vagvis(app), "test.jsonl", asked).outcomes
    assert [one.ranks for one in outcomes] == [[1], [1]]
