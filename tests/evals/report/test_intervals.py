from __future__ import annotations

import numpy as np
import pytest

from evals.report.intervals import interval, paired


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    found = interval([1.0] * 30 + [0.0] * 10)
    assert found.mean == 0.75
    assert found.low < 0.75 < found.high
    assert found == interval([1.0] * 30 + [0.0] * 10)


def test_the_interval_of_a_share_is_as_wide_as_theory_has_it() -> None:
    found = interval([1.0] * 200 + [0.0] * 200)
    width = 2 * 1.96 * np.sqrt(0.25 / 400)
    assert found.high - found.low == pytest.approx(width, abs=0.005)


def test_more_questions_make_it_narrower() -> None:
    few, many = interval([1.0, 0.0] * 10), interval([1.0, 0.0] * 1000)
    assert many.high - many.low < (few.high - few.low) / 5


def test_what_makes_a_question_hard_for_both_does_not_widen_a_difference() -> None:
    ours = [0.1 * (i % 10) + 0.05 for i in range(100)]
    theirs = [0.1 * (i % 10) for i in range(100)]
    found = paired(ours, theirs)
    assert (found.mean, found.low, found.high) == (0.05, 0.05, 0.05)


def test_nothing_and_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        interval([])
    with pytest.raises(ValueError, match="zip"):
        paired([1.0], [1.0, 0.0])
