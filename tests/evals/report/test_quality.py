"""The page about quality is what the results give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree

from assistant.bodies.answer import Status
from evals.measure.answers import Outcome
from evals.measure.command import RESULTS
from evals.report.intervals import Interval
from evals.report.quality import PAGE, PICTURE, Results, load_results, page, picture
from evals.report.shown import bracket, number, share


@pytest.fixture(scope="module")
def results() -> Results:
    return load_results(RESULTS)


def test_the_page_is_what_the_results_give(results: Results) -> None:
    told = "run: python -m evals.report.quality"
    assert PAGE.read_text("utf-8") == page(results), told
    assert PICTURE.read_text("utf-8") == picture(results), told


def test_every_set_and_system_is_on_the_page(results: Results) -> None:
    text = page(results)
    for part in results.retrieval.parts:
        assert f"### {part.set}, {part.part}" in text
    for name in ("Vägvis", "MiniLM", "BM25"):
        assert name in text
    assert "None" not in text
    assert "nan" not in text.split()


def test_what_was_not_measured_has_no_section(results: Results) -> None:
    bare = page(replace(results, growth={}, trained=[]))
    assert "## Speed" not in bare
    assert "## The models behind" not in bare
    rows = [{"passages": 1000, "search_p50_ms": 3.25, "share": 0.01234}]
    full = page(replace(results, growth={"cores": 2, "rows": rows}, trained=rows))
    assert "evals.bench.growth` (2 cores); units" in full
    table = "| passages | search p50 ms | share |\n| --- | ---: | ---: |\n| 1,000 | 3.2 | 0.0123 |"
    assert full.count(table) == 2


def outcome(kind: str, *, correct: bool, answerable: bool = True) -> Outcome:
    return Outcome(
        id=kind,
        kind=kind,
        answerable=answerable,
        status=Status.ANSWERED,
        correct=correct,
        correct_any_page=correct,
        helped=correct,
        faults=[],
        ranks=[],
        ndcg=0,
        quotes=1,
        verbatim=1,
        characters=10,
        took_ms=1,
    )


def with_held(results: Results, outcomes: Sequence[Outcome]) -> Results:
    none = {
        name: comparison.model_copy(update={"outcomes": []})
        for name, comparison in results.comparisons.items()
    }
    held = none["examples_held"].model_copy(update={"outcomes": list(outcomes)})
    return replace(results, comparisons={**none, "examples_held": held})


def test_the_kinds_that_fail_are_named(results: Results) -> None:
    outcomes = [
        outcome("list", correct=True),
        outcome("list", correct=False),
        outcome("why", correct=False),
        outcome("who", correct=True),
        outcome("injection", correct=False, answerable=False),
    ]
    text = page(with_held(results, outcomes))
    assert "right to: why (0), list (.50)." in text
    assert "these get one: injection (1)." in text
    assert "right to: none." in page(with_held(results, outcomes[3:4]))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.854, ".85"), (1.0, "1"), (0.0, "0"), (-0.031, "−.03"), (-1.0, "−1"), (None, "")],
)
def test_shares_have_no_leading_zero(value: float | None, shown: str) -> None:
    assert share(value) == shown


def test_intervals_and_signs() -> None:
    assert bracket(Interval(mean=0.5, low=-0.004, high=1)) == ".50 [0, 1]"
    assert bracket(Interval(mean=0.5, low=-0.1, high=0.6), sign="+") == "+.50 [−.10, +.60]"
    assert bracket(None) == ""
    assert [number(value) for value in (None, 3, 3.14159, 1234.5)] == ["", "3", "3.1", "1,234"]


def test_bars_are_as_long_as_their_shares(results: Results) -> None:
    root = etree.fromstring(picture(results).encode())
    name = "{http://www.w3.org/2000/svg}"
    bars = [e for e in root.iter(f"{name}rect") if e.get("x") == "210" and e.get("y") != "10"]
    systems = results.comparisons["examples_held"].systems
    shares = [system.intervals["recall_at_5"].mean for system in systems]
    lengths = [float(bar.get("width", "0")) for bar in bars[: len(systems)]]
    assert lengths == pytest.approx([490 * share for share in shares], abs=0.1)
    assert f"held questions: R@5: Vägvis {shares[0]:.2f}" in root.findtext(f"{name}title", "")
    assert "scraped reports: right" in "".join(root.itertext())
