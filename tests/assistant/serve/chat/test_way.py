"""The way to an occupation as the page shows it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from assistant.bodies.paths import PathBody
from assistant.serve.chat.render import way as filled
from tests.assistant.courses.path.made import NURSING, course, way


def shown(path: PathBody) -> html.HtmlElement:
    return html.fragment_fromstring(str(filled(path, 1)))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_step_is_shown_and_who_decides() -> None:
    said = text(shown(way("undersköterska", NURSING)))
    for words in ("SFI kurs D", "Svenska 1", "Undersköterska", "Gy25: Svenska nivå 1", "k.csv"):
        assert words in said
    assert "Studie- och yrkesvägledaren avgör" in said
    assert "Tid 20 veckor Takt 50 procent Start 18 januari 2027 Ort Sundsvall" in said
    assert "Undersköterska anger: ”Godkänt betyg i Svenska 1.”" in said


def test_it_is_an_ordered_list_of_steps_with_headings() -> None:
    path = way("undersköterska", NURSING)
    steps = shown(path).xpath("./ol/li")
    heads = [text(step.xpath("./div/h4")[0]) for step in steps]
    assert heads == [
        "Kan läsas först: SFI kurs D",
        "Kan läsas först: Svenska på grundläggande nivå",
        "Kan läsas först: Svenska 1",
        "Utbildning: Undersköterska",
        "Yrke: Undersköterska",
    ]
    choices = [[text(h) for h in step.xpath(".//ul[@class='choices']/li/h5")] for step in steps]
    assert choices == [[choice.name for choice in step.choices] for step in path.steps]


def test_steps_that_do_not_follow_on_each_other_have_no_arrow_between() -> None:
    both = shown(way("kock", [course("Kock", "Svenska 1 och Engelska 5")]))
    assert len(both.find_class("arrow")) == 2
    assert [text(word) for word in both.find_class("and")] == ["och"]


def test_a_long_text_is_shown_whole_when_it_is_opened() -> None:
    long = "Godkänt betyg i Svenska 1 och mycket mer. " * 20
    page = shown(way("kock", [course("Kock", long)]))
    (whole,) = page.xpath("//details/span[@class='whole']")
    assert text(whole) == f"”{long.strip()}”"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) == 1


def test_missing_facts_are_said_to_be_missing() -> None:
    said = text(shown(way("kock", [course("Kock", held={})])))
    for fact in ("Tid", "Takt", "Start", "Sök senast", "Behörighet"):
        assert f"{fact} framgår inte av källan" in said


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_text_is_escaped(written: str) -> None:
    hostile = f"<script>&\"'{written}"
    calm = shown(way("kock", [course("Kock calm", "calm")]))
    page = shown(way("kock", [course(f"Kock {hostile}", hostile)]))
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= {element.tag for element in calm.iter()} | {"details", "summary"}
    assert isinstance(page, etree.ElementBase)
    assert " ".join(f"Kock {hostile}".split()) in text(page)
