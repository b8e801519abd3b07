from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.bench.course_search import fill, serve
from evals.bench.made_courses import catalogues, questions


def test_the_occasions_are_as_many_as_asked_for_and_alike_each_time() -> None:
    made = dict(catalogues(5_000))
    occasions = [o for catalogue in made.values() for o in catalogue.occasions]
    assert len(occasions) == 5_000
    assert len(made) > 15
    assert made == dict(catalogues(5_000))


def test_the_occasions_differ_and_belong_to_an_education() -> None:
    for catalogue in dict(catalogues(10_000)).values():
        educations = {education.key for education in catalogue.educations}
        assert {occasion.education for occasion in catalogue.occasions} == educations
        assert max(Counter(occasion.key for occasion in catalogue.occasions).values()) == 1
        assert len({occasion.start for occasion in catalogue.occasions}) > 20
        assert {occasion.distance for occasion in catalogue.occasions} == {None, True, False}


def test_no_question_is_asked_twice() -> None:
    asked = [*questions(20), *questions(200, 20)]
    assert len(set(asked)) == len(asked) == 220


def test_all_that_is_made_is_kept_and_can_be_asked_for(tmp_path: Path) -> None:
    filled = fill(tmp_path, 2_000)
    assert filled["occasions"] == 2_000
    served = serve(tmp_path, questions(2), questions(4, 2))
    assert served["queries"] == 4
    assert served["search_p95_ms"] is not None
