"""The way as a picture and in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.courses.path.in_words import in_words
from assistant.courses.path.picture import NARROW, WIDE, draw, picture
from assistant.courses.path.steps import Path
from tests.assistant.courses.path.made import NURSING, course, way

SVG = "{http://www.w3.org/2000/svg}"


def drawn(path: Path, width: int = NARROW) -> etree._Element:
    return etree.fromstring(draw(path, width, "narrow").encode())


def texts(svg: etree._Element) -> str:
    return " ".join(element.text or "" for element in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_picture_shows_every_step_and_who_decides(width: int) -> None:
    shown = texts(drawn(way("undersköterska", NURSING), width))
    for said in ("SFI kurs D", "Svenska 1", "Undersköterska", "Gy25: Svenska nivå 1", "k.csv"):
        assert said in shown
    assert "Studie- och yrkesvägledaren avgör" in shown
    assert "20 veckor" in shown


def test_the_picture_has_a_title_and_the_whole_in_words() -> None:
    path = way("undersköterska", NURSING)
    svg = drawn(path)
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == "Vägen till undersköterska"
    assert desc.text == in_words(path)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == title.get("id")
    assert svg.get("aria-describedby") == desc.get("id")


def test_the_two_drawings_share_no_ids() -> None:
    page = etree.fromstring(picture(way("undersköterska", NURSING)).encode())
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_alternatives_stand_under_each_other_or_beside() -> None:
    path = way("kock", [course("Kock"), course("Kock och servitör")])

    def lefts(width: int) -> set[str]:
        boxes = [r for r in drawn(path, width).iter(f"{SVG}rect") if r.get("x") != "1.0"]
        return {str(box.get("x")) for box in boxes}

    assert (len(lefts(NARROW)), len(lefts(WIDE))) == (1, 2)


def test_steps_that_do_not_follow_on_each_other_have_no_arrow_between() -> None:
    both = way("kock", [course("Kock", "Svenska 1 och Engelska 5")])
    svg = drawn(both)
    assert len(list(svg.iter(f"{SVG}path"))) == 2
    assert "och" in [element.text for element in svg.iter(f"{SVG}text")]


def test_missing_facts_are_said_to_be_missing() -> None:
    told = in_words(way("kock", [course("Kock", held={})]))
    for fact in ("Tid", "Takt", "Start", "Sök senast", "Behörighet"):
        assert f"{fact}: framgår inte av källan" in told


def test_the_words_are_a_numbered_list_with_sources() -> None:
    told = in_words(way("undersköterska", NURSING)).splitlines()
    assert told[0] == "Vägen till undersköterska"
    assert [line[0] for line in told if line[0].isdigit()] == ["1", "2", "3", "4", "5"]
    assert "     Källa: k.csv, rad 2" in told


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_text_is_escaped_and_kept_within_the_picture(text: str) -> None:
    hostile = f"<script>&\"'{text}"
    svg = drawn(way("kock", [course(f"Kock {hostile}", hostile)]))
    assert svg.find(f".//{SVG}script") is None
    assert all(
        float(r.get("x", 0)) + float(r.get("width", 0)) <= NARROW for r in svg.iter(f"{SVG}rect")
    )
