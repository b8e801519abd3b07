from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.answer import Answer, Citation, Contact, Status
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import FilterBody, Question
from assistant.bodies.search import FoundPassage
from assistant.serve.chat.render import Draft, conversation, page_numbers, plain, prose
from assistant.serve.chat.visit import Exchange, Visit, answered, opened, voted
from assistant.words.languages import Language
from corpus.model import Kind

SV = Language.SWEDISH
TAGS = {"p", "ul", "li", "a"}


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


def answer(
    status: Status = Status.ANSWERED, text: str = "Ett citat. [1]", **more: object
) -> Answer:
    return Answer.model_validate(
        {"status": status, "text": text, "engine": "test", "took_ms": 1.0, **more}
    )


def talk(reply: Answer | None, question: str = "Hur gick det?", **asked: object) -> Visit:
    visit = opened((), Question.model_validate({"question": question, **asked}))
    return answered(visit, reply) if reply else visit


@given(HOSTILE)
def test_prose_shows_any_text_and_makes_no_tag_of_it(text: str) -> None:
    seen = Read(str(prose(text, 1, {1})))
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes} <= {"class", "id", "href", "dir"}
    without_bullets = "".join(c for c in seen.text if not c.isspace() and c not in "-–•*")
    assert without_bullets == "".join(c for c in text if not c.isspace() and c not in "-–•*")


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
    missing = answer(Status.NOT_FOUND, text, nearest=[passage], contacts=[contact])
    assert "script" not in Read(conversation(talk(missing, text), SV)).tags


def test_marks_with_a_source_are_links_and_others_stay_text() -> None:
    html = str(prose("Så var det. [1] Och [7] och [x].", 3, {1}))
    assert html.count("<a ") == 1
    assert 'href="#k3-1"' in html
    assert "[7]" in html
    assert "[x]" in html


def test_lines_with_dashes_make_one_list() -> None:
    html = str(prose("Tre saker:\n- ett [1]\n- två\nSlut.", 1, {1}))
    assert html.count("<ul>") == 1
    assert html.count("<li>") == 2
    assert html.index("Tre saker") < html.index("<ul>") < html.index("Slut.")


def test_an_answer_shows_its_sources_with_title_publisher_year_page_and_a_way_there() -> None:
    html = conversation(talk(answer(citations=[citation()])), SV)
    assert 'id="k1-1"' in html
    assert "Region · 2012 · s. 4–5 · Rapport" in html
    assert 'href="/kalla/d1?start=3&amp;end=13#citat"' in html
    english = conversation(talk(answer(citations=[citation()])), Language.ENGLISH)
    assert "Region · 2012 · pp. 4–5 · Report" in english
    assert "lang=en" in english


def test_two_answers_keep_their_marks_apart() -> None:
    visit = talk(answer(citations=[citation()]))
    visit = answered(opened(visit, Question(question="Och sen?")), answer(citations=[citation()]))
    html = conversation(visit, SV)
    assert 'href="#k1-1"' in html
    assert 'href="#k2-1"' in html


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
    missing = answer(Status.NOT_FOUND, "Nej.", nearest=[passage], contacts=[contact])
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
        talk(answer(Status.NOT_FOUND, "Fråga Vägledningen.", contacts=[contact])), SV
    )
    assert "Boka samtal" in conversation(talk(answer(Status.PARTLY, contacts=[contact])), SV)


def test_a_draft_shows_text_without_links_and_no_votes() -> None:
    visit = talk(None)
    assert "Letar i dokumenten" in conversation(visit, SV, Draft(titles=("En rapport",)))
    html = conversation(visit, SV, Draft(text="Början [1]"))
    assert "Början [1]" in html
    assert "data-vote" not in html


def test_an_exchange_that_broke_off_says_so_kindly() -> None:
    assert "Något gick fel" in conversation(talk(None), SV)


def test_a_vote_is_thanked_and_cannot_be_given_twice() -> None:
    visit = talk(answer())
    assert conversation(visit, SV).count("data-vote=") == 2
    html = conversation(voted(visit, 1, "up"), SV)
    assert "data-vote=" not in html
    assert "Tack!" in html


def test_plain_text_for_a_memo_names_each_source_with_its_quote() -> None:
    copied = plain(answer(citations=[citation()], notices=["Från 2012."]), SV)
    assert copied.splitlines() == [
        "Ett citat. [1]",
        "Från 2012.",
        "",
        "Källor:",
        "[1] Rapport. Region · 2012 · s. 4–5. ”Ett citat.”",
    ]


def test_page_numbers() -> None:
    assert page_numbers((), SV) == ""
    assert page_numbers((7,), SV) == "s. 7"
    assert page_numbers((9, 4), SV) == "s. 4, 9"
    assert page_numbers((4, 5, 6), Language.ENGLISH) == "pp. 4–6"


def test_an_empty_conversation_is_empty() -> None:
    assert conversation((), SV).strip() == ""
    assert Exchange(1, Question(question="x")).vote is None
