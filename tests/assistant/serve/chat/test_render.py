from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.answer import (
    Answer,
    AnswerPart,
    Citation,
    Contact,
    PartKind,
    PartLine,
    Status,
)
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import FilterBody, Question
from assistant.bodies.search import FoundPassage
from assistant.serve.chat.render import conversation, named_cells
from assistant.serve.chat.visit import (
    Exchange,
    PartialAnswer,
    Visit,
    add_answer,
    add_question,
    with_change,
)
from assistant.words.languages import Language
from corpus.model import Kind

SV = Language.SWEDISH


class Read(HTMLParser):
    """Collects the tags, the attributes and the text that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&\"'{}$`[]1-\n /=;"), st.characters(exclude_categories=["Cs"])),
    max_size=60,
)


def ref(
    title: str = "Rapport", publisher: str | None = "Region", year: str | None = "2012-05-30"
) -> DocumentRef:
    return DocumentRef(
        id="d1",
        title=title,
        kind=Kind.REPORT,
        publisher=publisher,
        published=year,
        source="r.pdf",
        language="sv",
    )


def citation(n: int = 1, quote: str = "Ett citat.", **more: str) -> Citation:
    return Citation(
        n=n,
        quote=quote,
        pages=[4, 5],
        passage_id="d1-0000",
        start=3,
        end=13,
        ocr=False,
        document=ref(**more),
    )


def part(*lines: PartLine, kind: PartKind = PartKind.QUOTE, heading: str = "") -> AnswerPart:
    return AnswerPart(kind=kind, text="", heading=heading, lines=list(lines))


def quote(text: str = "Ett citat.", *numbers: int) -> AnswerPart:
    line = PartLine(text=text, citations=list(numbers or (1,)))
    return AnswerPart(kind=PartKind.QUOTE, text=text, citations=line.citations, lines=[line])


def note(text: str) -> AnswerPart:
    return part(PartLine(text=text), kind=PartKind.NOTE)


def answer(
    status: Status = Status.ANSWERED,
    *parts: AnswerPart,
    text: str = "Ett citat. [1]",
    **more: object,
) -> Answer:
    body = {"status": status, "text": text, "engine": "test", "took_ms": 1.0, **more}
    return Answer.model_validate({**body, "parts": list(parts) or [quote()]})


def talk(reply: Answer | None, question: str = "Hur gick det?", **asked: object) -> Visit:
    visit = add_question((), Question.model_validate({"question": question, **asked}))
    return add_answer(visit, reply) if reply else visit


LINES = st.lists(
    st.builds(
        PartLine,
        text=HOSTILE,
        citations=st.lists(st.integers(1, 4), max_size=2, unique=True),
        item=st.booleans(),
        reference=HOSTILE,
    ),
    min_size=1,
    max_size=4,
)
TEXTS = st.builds(
    AnswerPart,
    kind=st.sampled_from([PartKind.QUOTE, PartKind.WORDED, PartKind.LIST, PartKind.NOTE]),
    text=st.just(""),
    heading=HOSTILE,
    label=HOSTILE,
    lines=LINES,
)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_parts_show_all_their_text_and_link_to_the_sources_that_there_are(
    parts: list[AnswerPart],
) -> None:
    given_answer = answer(Status.ANSWERED, *parts, citations=[citation(n) for n in range(1, 5)])
    html = conversation(talk(given_answer), SV)
    seen = Read(html.partition('<div class="answer"')[2].partition('<div class="sources"')[0])
    assert set(seen.tags) <= {"p", "ul", "li", "a", "strong", "details", "summary", "span"}
    assert {name for name, _ in seen.attributes} <= {
        *("aria-busy", "aria-label", "class", "id", "href", "dir"),
    }
    shown = "".join(seen.text.split())
    for one in parts:
        for line in one.lines:
            assert "".join(line.text.split()) in shown
            assert "".join(line.reference.split()) in shown
    links = [value for name, value in seen.attributes if name == "href"]
    cited = [n for one in parts for line in one.lines for n in line.citations]
    assert len(links) == len(cited)
    assert all(link and link.startswith("/kalla/d1?start=3&end=13&quote=") for link in links)


@given(HOSTILE.filter(lambda text: text.strip() != ""))
def test_nothing_from_outside_becomes_a_tag_or_attribute(text: str) -> None:
    contact = Contact(name=text, description=text, url=text, phone=text, email=text)
    passage = FoundPassage(
        id=text, score=1, text=text, heading=text, pages=[1], document=ref(text, text)
    )
    calm = answer(
        citations=[citation(quote="x", title="x", publisher="x")],
        notices=["x"],
        understood=["x"],
        contacts=[Contact(name="x", description="x", url="https://x", phone="x", email="x")],
    )
    wild = answer(
        citations=[citation(quote=text, title=text, publisher=text)],
        notices=[text],
        understood=[text],
        contacts=[contact.model_copy(update={"url": f"https://{text}"})],
    )
    tame = Read(conversation(talk(calm, "x"), SV))
    tried = Read(conversation(talk(wild, text), SV))
    assert tried.tags == tame.tags
    assert [name for name, _ in tried.attributes] == [name for name, _ in tame.attributes]
    missing = answer(Status.NOT_FOUND, note(text), nearest=[passage], contacts=[contact])
    assert "script" not in Read(conversation(talk(missing, text), SV)).tags


def test_a_quote_stands_between_marks_and_its_items_are_one_list() -> None:
    lines = [PartLine(text="Tre saker:"), PartLine(text="ett", item=True)]
    last = PartLine(text="två [7]", item=True, citations=[1], reference="Rapport, 2012")
    cited = answer(Status.ANSWERED, part(*lines, last, heading="Rapport"), citations=[citation()])
    html = conversation(talk(cited), SV)
    shown = " ".join(Read(html).text.split())
    assert "Rapport:”Tre saker: ett två [7]” [1] (Rapport, 2012)" in shown
    assert "<strong>Rapport:</strong>" in html
    answered_part = html.partition('<div class="answer"')[2].partition('<div class="sources"')[0]
    assert answered_part.count("<ul>") == 1
    assert answered_part.count("<li>") == 2
    assert answered_part.count("<a ") == 1


def test_a_quote_is_read_behind_what_it_stands_under() -> None:
    answers = part(PartLine(text="Ja, det får du.", citations=[1]), heading="Frågor och svar")
    asked = answers.model_copy(update={"label": "Får jag byta kurs?"})
    visit = talk(answer(Status.ANSWERED, asked, citations=[citation()]))
    as_it_is = conversation(visit, SV)
    for html in (as_it_is, conversation(with_change(visit, 1, easy=True), SV)):
        assert "Får jag byta kurs? ”Ja, det får du.”" in " ".join(Read(html).text.split())
    assert "<strong>Frågor och svar:</strong>" in as_it_is


def test_quoted_rows_are_a_table_under_the_names_of_their_columns() -> None:
    lines = [PartLine(text="Ort | Höst", head=True), PartLine(text="Ekhamn | 24", citations=[1])]
    html = conversation(talk(answer(Status.ANSWERED, part(*lines), citations=[citation()])), SV)
    answered_part = html.partition('<div class="answer"')[2].partition('<div class="tools"')[0]
    assert answered_part.count("<th ") == answered_part.count("<td ") == 2
    assert "”Ort Höst Ekhamn 24” [1]" in " ".join(re.sub("<[^>]+>", " ", answered_part).split())


def test_the_sentences_of_a_model_run_on() -> None:
    lines = [PartLine(text="Ett.", citations=[1]), PartLine(text="Två.", citations=[1])]
    worded = answer(Status.ANSWERED, part(*lines, kind=PartKind.WORDED), citations=[citation()])
    html = conversation(talk(worded), SV)
    assert "Ett. [1] Två. [1]" in " ".join(Read(html).text.split())


def test_an_answer_shows_its_sources_with_title_publisher_year_page_and_a_way_there() -> None:
    html = conversation(talk(answer(citations=[citation()])), SV)
    assert "Region · 2012 · s. 4–5 · Rapport" in html
    assert html.count('href="/kalla/d1?start=3&amp;end=13&amp;quote=Ett+citat.#citat"') == 2
    assert Read(html).text.count("Ett citat.") == 1, "a quote is not printed twice"
    english = conversation(talk(answer(citations=[citation()])), Language.ENGLISH)
    assert "Region · 2012 · pp. 4–5 · Report" in english
    assert "lang=en" in english


def test_a_long_answer_begins_short_and_what_the_assistant_says_is_never_folded() -> None:
    long = [
        AnswerPart(kind=PartKind.QUOTE, text=f"{n} " * 100, lines=[PartLine(text=f"citat {n}")])
        for n in range(4)
    ]
    html = conversation(talk(answer(Status.PARTLY, *long, note("Kostnaden saknas."))), SV)
    shown, _, folded = html.partition("Visa mer ur källorna")
    assert "citat 1" in shown
    assert "Kostnaden saknas." in shown
    assert "citat 2" in folded
    short = conversation(talk(answer(Status.ANSWERED, *long[:2])), SV)
    assert "Visa mer" not in short


def test_each_side_of_a_comparison_is_shown() -> None:
    long = [
        part(PartLine(text=f"citat {n}"), heading=heading).model_copy(update={"text": "x" * 400})
        for n, heading in enumerate(["Strategin", "", "Planen", ""])
    ]
    compared = talk(answer(Status.PARTLY, *long), "Vad säger strategin jämfört med planen?")
    shown, _, folded = conversation(compared, SV).partition("Visa mer ur källorna")
    assert "citat 0" in shown
    assert "citat 2" in shown
    assert "citat 1" in folded
    assert "citat 3" in folded


def test_a_source_read_from_a_picture_says_so() -> None:
    read = citation().model_copy(update={"ocr": True})
    assert "tolkad ur en bild" in conversation(talk(answer(citations=[read])), SV)


def test_an_answer_that_may_lack_something_says_so() -> None:
    assert "Kanske inte hela svaret" in conversation(talk(answer(Status.PARTLY)), SV)
    assert "Kanske inte" not in conversation(talk(answer()), SV)


def test_not_found_shows_nearest_passages_contacts_and_a_way_out_of_the_filter() -> None:
    passage = FoundPassage(
        id="d1-0002", score=1, text="Nära.", heading="", pages=[], document=ref()
    )
    contact = Contact(name="Vägledningen", description="Ring", phone="010-12 34")
    missing = answer(Status.NOT_FOUND, note("Nej."), nearest=[passage], contacts=[contact])
    html = conversation(talk(missing), SV)
    assert "Närmaste träffar" in html
    assert "/kalla/d1?passage=d1-0002#citat" in html
    assert 'href="tel:0101234"' in html
    assert "Sök i allt material" not in html
    filtered = talk(missing, filters=FilterBody(kind=[Kind.PAGE]))
    assert "Sök i allt material" in conversation(filtered, SV)


def test_contacts_without_a_way_to_reach_them_are_not_said_twice() -> None:
    contact = Contact(name="Vägledningen", description="Boka samtal")
    assert "Vänd dig hit" not in conversation(
        talk(answer(Status.NOT_FOUND, note("Fråga Vägledningen."), contacts=[contact])), SV
    )
    assert "Boka samtal" in conversation(talk(answer(Status.PARTLY, contacts=[contact])), SV)


def test_progress_shows_text_without_links_and_no_votes() -> None:
    visit = talk(None)
    assert "Letar i dokumenten" in conversation(visit, SV, PartialAnswer(titles=("En rapport",)))
    html = conversation(visit, SV, PartialAnswer(text="Början [1]"))
    assert "Början [1]" in html
    assert "data-vote" not in html


def test_an_exchange_that_broke_off_says_so_kindly() -> None:
    assert "Något gick fel" in conversation(talk(None), SV)


def test_a_vote_is_thanked_and_cannot_be_given_twice() -> None:
    visit = talk(answer())
    assert conversation(visit, SV).count("data-vote=") == 2
    html = conversation(with_change(visit, 1, vote="up"), SV)
    assert "data-vote=" not in html
    assert "Tack!" in html


def test_an_answer_is_copied_with_each_source_and_its_quote() -> None:
    html = conversation(talk(answer(citations=[citation()], notices=["Från 2012."])), SV)
    copied = dict(Read(html).attributes)["data-copy"]
    assert copied is not None
    assert copied.split("\n\n") == [
        "Ett citat. [1]",
        "Från 2012.",
        "Källor:",
        "[1] Rapport, Region, 2012, s. 4–5: ”Ett citat.”",
    ]


def test_an_empty_conversation_is_empty() -> None:
    assert conversation((), SV).strip() == ""
    assert Exchange(1, Question(question="x")).vote is None


def test_the_cells_of_a_quoted_row_stand_under_their_columns() -> None:
    row = citation(quote="Kock | Lärling | 25 januari")
    row = row.model_copy(update={"columns": "Yrke | Form | Start"})
    assert named_cells(row) == [("Yrke", "Kock"), ("Form", "Lärling"), ("Start", "25 januari")]
    assert named_cells(citation()) == []
