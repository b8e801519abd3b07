from __future__ import annotations

import pytest

from assistant.bodies.documents import DocumentRef
from assistant.words.languages import Language
from assistant.words.sources import origin, page_names, reference
from corpus.model import Kind, PagePlaces

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


def printed(*pages: int) -> PagePlaces:
    return PagePlaces(pages, tuple(map(str, pages)), ())


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
    assert page_names(printed(*pages), SWEDISH) == swedish
    assert page_names(printed(*pages), ENGLISH) == english


@pytest.mark.parametrize(
    ("labels", "sheets", "swedish", "english"),
    [
        (("ii",), (2,), "s. ii", "p. ii"),
        (("ii", "iii"), (2, 3), "s. ii, iii", "pp. ii, iii"),
        (("A-3",), (30,), "s. A-3", "p. A-3"),
        ((), (3,), "sida 3 i filen", "page 3 of the file"),
        ((), (3, 4), "sida 3–4 i filen", "page 3–4 of the file"),
    ],
)
def test_pages_without_a_number(
    labels: tuple[str, ...], sheets: tuple[int, ...], swedish: str, english: str
) -> None:
    places = PagePlaces((), labels, sheets)
    assert page_names(places, SWEDISH) == swedish
    assert page_names(places, ENGLISH) == english


def test_a_source_is_named_as_far_as_it_is_known() -> None:
    whole, bare = document("Region Norrsken", "2019-05-30"), document(None, None)

    assert (
        reference(whole, printed(11, 12), SWEDISH) == "Slutrapport, Region Norrsken, 2019, s. 11–12"
    )
    assert reference(bare, printed(), SWEDISH) == "Slutrapport"
    assert origin(whole, printed(11), ENGLISH) == "Region Norrsken · 2019 · p. 11"
    assert origin(bare, printed(), SWEDISH) == "utan år"
    assert origin(bare, printed(), ENGLISH) == "no year"
