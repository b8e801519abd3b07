from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.hyphens import join_lines


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("kompetens-", "försörjning", "kompetensförsörjning"),
        ("studie-", "och yrkesvägledare", "studie- och yrkesvägledare"),
        ("kort-", "respektive långsiktigt", "kort- respektive långsiktigt"),
        ("ESF-", "projektet", "ESF-projektet"),
        ("en e-", "tjänst", "en e-tjänst"),
        ("åren 2019-", "2021", "åren 2019-2021"),
        ("åren 2019–", "2021", "åren 2019–2021"),
        ("från måndag–", "fredag", "från måndag–fredag"),
        ("och/", "eller", "och/eller"),
        ("ett tankstreck –", "så", "ett tankstreck – så"),
        ("Karl-", "Erik", "Karl-Erik"),
        ("KOMPETENS-", "FÖRSÖRJNING", "KOMPETENSFÖRSÖRJNING"),
        ("ett tankstreck -", "så", "ett tankstreck - så"),
        ("vanliga", "rader", "vanliga rader"),
        ("18-", "åringar", "18-åringar"),
    ],
)
def test_words_split_between_lines(first: str, second: str, whole: str) -> None:
    assert join_lines([first, second]) == whole


def test_the_document_tells_whether_a_hyphen_is_spelt() -> None:
    assert join_lines(["vårt best-", "practice"], {"best-practice"}) == "vårt best-practice"
    assert join_lines(["en IT-", "avdelning"], {"itavdelning"}) == "en ITavdelning"


@given(st.lists(st.from_regex(r"[a-zåäöA-Z0-9,.-]{1,12}( [a-zåäö-]{1,8})?", fullmatch=True)))
def test_joining_only_takes_hyphens_and_adds_spaces(parts: list[str]) -> None:
    kept = join_lines(parts).replace(" ", "").replace("-", "")
    assert kept == "".join(parts).replace(" ", "").replace("-", "")
