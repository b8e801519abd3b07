"""The command that measures what is declined, over the project's own questions."""

from __future__ import annotations

from pathlib import Path

from evals.measure.declined import (
    DeclineFigures,
    LabelledRequest,
    counts,
    load_labelled,
    main,
    mistakes,
)


def test_the_figures_are_written(tmp_path: Path) -> None:
    result = tmp_path / "declined.json"
    assert main([str(result)]) == 0
    figures = DeclineFigures.model_validate_json(result.read_text(encoding="utf-8"))
    assert figures.texts["training"] > 700
    assert sum(figures.declined_texts.values()) == 0
    assert len(figures.attacks) >= 18
    assert set(figures.labelled) == {"known", "dev", "held"}


def test_the_set_that_the_rules_were_made_with_is_read_as_it_is_labelled() -> None:
    dev = load_labelled("dev")
    assert len(dev) >= 190
    assert len(mistakes(dev)) <= 2


def test_the_held_set_is_as_large_as_it_was_written() -> None:
    held = load_labelled("held")
    assert sum(request.decline for request in held) == 60
    assert sum(not request.decline for request in held) == 120


def test_mistakes_of_both_sorts_are_counted() -> None:
    requests = [
        LabelledRequest(question="Hur många kvinnor deltog?", decline=True, ground="sex"),
        LabelledRequest(question="Vilka yrken passar kvinnor?", decline=False, ground="sex"),
        LabelledRequest(question="Vad är komvux?", decline=False, ground="other"),
    ]
    figures = counts(requests)
    assert (figures.to_decline, figures.declined) == (1, 0)
    assert (figures.welcome, figures.declined_wrongly) == (2, 1)
