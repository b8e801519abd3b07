from __future__ import annotations

from assistant.bodies.question import Audience
from assistant.serve.chat.audiences import GUIDES
from assistant.serve.chat.choices import Choices, filters_of
from corpus.model import DocumentRecord, Kind, Metadata


def record(kind: Kind, publisher: str | None, published: str | None) -> DocumentRecord:
    metadata = Metadata("T", kind, publisher, published)
    return DocumentRecord("id", "l", "s", "h", metadata, 1, 1, "2026-01-01")


CHOICES = Choices.of(
    [
        record(Kind.REPORT, "Örebro", "2012-05-30"),
        record(Kind.REPORT, "arvika", "2015"),
        record(Kind.PAGE, None, None),
        record(Kind.GUIDANCE, "Örebro", "2012"),
    ]
)


def test_choices_are_what_the_documents_have() -> None:
    assert CHOICES.kinds == (Kind.REPORT, Kind.PAGE, Kind.GUIDANCE)
    assert CHOICES.publishers == ("arvika", "Örebro")
    assert CHOICES.years == (2015, 2012)


def test_an_audience_starts_from_its_kinds_as_far_as_they_exist() -> None:
    assert CHOICES.first_kinds(Audience.JOBSEEKER) == []
    assert CHOICES.first_kinds(Audience.COUNSELLOR) == ["guidance", "page"]
    assert CHOICES.first_kinds(Audience.STAFF) == ["report"]


def test_every_audience_has_a_tone_and_examples() -> None:
    for audience in Audience:
        assert GUIDES[audience].tone.sv
        assert len(GUIDES[audience].examples) >= 3


def test_no_choice_is_no_filter_and_years_may_come_in_any_order() -> None:
    assert not filters_of([], [], 0, None).to_filters()
    both = filters_of(["report"], ["Örebro"], 2015, 2012)
    assert (both.year_from, both.year_to) == (2012, 2015)
    assert both.kind == [Kind.REPORT]
    assert filters_of([], [], 2015, 0).year_from == 2015
