from __future__ import annotations

import pytest

from assistant.bodies.documents import DocumentRef
from assistant.words.languages import Language
from assistant.words.sources import origin, page_numbers, reference
from corpus.model import Kind

SWEDISH, ENGLISH = Language.SWEDISH, Language.ENGLISH


def document(publisher: str | None, published: str | None) -> DocumentRef:
    return DocumentRef(
        id="d",
        title="Slutrapport",
        kind=Kind.REPORT,
        publisher=publisher,
        published=published,
        source="s.txt",
        language="sv",
    )


@pytest.mark.parametrize(
    ("pages", "swedish", "english"),
    [
        ([], "", ""),
        ([4], "s. 4", "p. 4"),
        ([4, 5], "s. 4–5", "pp. 4–5"),
        ([5, 4, 6], "s. 4–6", "pp. 4–6"),
        ([9, 4], "s. 4, 9", "pp. 4, 9"),
    ],
)
def test_printed_pages(pages: list[int], swedish: str, english: str) -> None:
    assert page_numbers(pages, SWEDISH) == swedish
    assert page_numbers(pages, ENGLISH) == english


def test_a_source_is_named_as_far_as_it_is_known() -> None:
    whole, bare = document("Region Norrsken", "2019-05-30"), document(None, None)

    assert reference(whole, [11, 12], SWEDISH) == "Slutrapport, Region Norrsken, 2019, s. 11–12"
    assert reference(bare, [], SWEDISH) == "Slutrapport"
    assert origin(whole, [11], ENGLISH) == "Region Norrsken · 2019 · p. 11"
    assert origin(bare, [], SWEDISH) == "utan år"
    assert origin(bare, [], ENGLISH) == "no year"
