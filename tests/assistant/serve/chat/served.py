"""The real page on a real server, over a small real store, with answers that the test writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from langchain_core.runnables import Runnable, RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.answer.compose import CitedLine, CitedPart, Composer, note
from assistant.answer.follow_ups import FollowUps
from assistant.app import App
from assistant.bodies.answer import Answer, Citation, Contact, PartKind, Status
from assistant.bodies.courses import Chip, CourseSearch
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import Question
from assistant.bodies.search import FoundPassage
from assistant.courses.course_names import load_course_names
from assistant.courses.find.finder import CourseFinder
from assistant.courses.find.knowledge import CourseKnowledge, load_everyday_words
from assistant.courses.occupations import load_occupations
from assistant.courses.path.way import PathFinder
from assistant.courses.tell.body import course_body
from assistant.courses.tell.comparison import MOST
from assistant.courses.tell.lines import course_line
from assistant.question.contacts import load_contacts
from assistant.settings import Settings
from assistant.words.languages import Language
from corpus.courses import Catalogue, Education, Level, Occasion, Origin, Place, Provider
from corpus.embedding import load_embedder
from corpus.lexicon import load_lexicon
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page, Passage
from corpus.places import load_gazetteer
from corpus.store import Store
from tests.assistant.serve.doors import behind

if TYPE_CHECKING:
    from assistant.question.reader import QuestionReader
    from assistant.search.retriever import Retriever

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser without a screen, a sandbox, or calls of its own."""

TODAY = dt.date(2026, 11, 22)

LURE = '<img src=x onerror="document.title=1"> {{evil}} ${evil}'
"""Text in a document that must stay text."""


def document(name: str, pages: list[list[str]], metadata: Metadata) -> Document:
    """A document whose pages have a heading first and paragraphs below."""
    return Document(
        location=f"upload:{name}",
        source=name,
        content_hash=name,
        metadata=metadata,
        pages=tuple(
            Page(
                number,
                tuple(
                    Block(BlockKind.PARAGRAPH, text) if place else Block(BlockKind.HEADING, text, 1)
                    for place, text in enumerate(texts)
                ),
                ocr=metadata.ocr,
            )
            for number, texts in enumerate(pages, start=11)
        ),
    )


REPORT = document(
    "slutrapport.pdf",
    [
        ["Resultat", "Projektet nådde 412 personer. Av dem fick 120 arbete.", LURE],
        ["Lärdomar", "Samverkan tog längre tid än väntat."],
    ],
    Metadata("Slutrapport <Bron>", Kind.REPORT, "Region Exempel", "2012-05-30", "sv", ocr=True),
)
GUIDE = document(
    "guide.md",
    [["Ansökan", "Sista dag att ansöka är den 15 oktober.", "Ansök hos din hemkommun."]],
    Metadata("Guide för sökande", Kind.GUIDANCE, "Exempelstads kommun", "2026", "sv"),
)


def passages(whole: Document) -> list[Passage]:
    """One passage for each page."""
    return [
        Passage(
            whole.id,
            n,
            start,
            end,
            f"{whole.text[start:end]}",
            whole.pages[n].blocks[0].text,
            (whole.pages[n].number or 0,),
        )
        for n, (start, end) in enumerate(whole.page_spans)
    ]


def cite(n: int, whole: Document, quote: str, store: Store) -> Citation:
    """A citation of words that stand in a document."""
    start = whole.text.index(quote)
    [record] = [record for record in store.documents() if record.id == whole.id]
    end = start + len(quote)
    return Citation(
        n=n,
        quote=quote,
        pages=[page.number for page in whole.pages_of(start, end) if page.number],
        passage_id=passages(whole)[0].id,
        start=start,
        end=end,
        ocr=whole.metadata.ocr,
        document=DocumentRef.of(record),
    )


FIELDS = ("places", "distance", "meetings", "pace", "start", "end", "apply_from", "apply_until")
SPRING = Occasion(
    "2",
    Origin("rad 2", {name: f"kolumnen {name}" for name in FIELDS}),
    "ma",
    providers=("p",),
    places=(Place("Sundsvall"),),
    distance=True,
    meetings=2,
    pace=50.0,
    start="2027-01-18",
    end="2027-06-04",
    apply_from="2026-10-01",
    apply_until="2026-12-01",
)
AT_ANY_TIME = replace(SPRING, start=None, end=None, apply_until=None, rolling=True, continuous=True)
CATALOGUE = Catalogue(
    (Provider("p", Origin("rad 1", {"name": "kolumnen Anordnare"}), "Lyktesunds kommun"),),
    (
        Education(
            "ma",
            Origin("rad 2", {"name": "kolumnen Namn", "points": "kolumnen Poäng"}),
            "Matematik 2b",
            code="MATMAT02b",
            level=Level.UPPER,
            level_text="gymnasial vuxenutbildning",
            points=100.0,
            points_system="gy",
            eligibility="Lägst betyget E i Matematik 1b. " * 12,
            url="https://exempel.se/ma2b",
        ),
        Education("sv", Origin("rad 9", {"name": "kolumnen Namn"}), "Svetsare <b>" + LURE),
    ),
    (
        SPRING,
        replace(SPRING, key="3", distance=False, evening=True, pace=100.0, places=(Place("Ånge"),)),
        replace(SPRING, key="4", apply_from="2026-12-10", apply_until="2027-01-10"),
        replace(SPRING, key="5", apply_until="2026-11-01"),
        replace(SPRING, key="6", start="2025-01-18", end="2025-06-04", apply_until="2024-12-01"),
        replace(AT_ANY_TIME, key="7"),
        Occasion("9", Origin("rad 9", {}), "sv", keys=("9",)),
    ),
)
"""One course in every state, and one of which only the name is known."""


def composed(status: Status, *parts: CitedPart, **more: object) -> Answer:
    """An answer of parts."""
    composer = Composer()
    for part in parts:
        composer.add(part)
    body = {"text": composer.text, "parts": composer.parts, "citations": composer.citations}
    return Answer.model_validate(
        {"status": status, "engine": "scripted", "took_ms": 1.0, **body, **more}
    )


def quoted(whole: Document, quote: str, store: Store, *, item: bool = False) -> CitedPart:
    """A quote that stands in a document."""
    line = CitedLine(quote, (cite(0, whole, quote, store),), item=item)
    return CitedPart(PartKind.QUOTE, (line,))


def found_courses(finder: CourseFinder, question: Question, total: int) -> Answer:
    """An answer about the first courses; what the question is without is no chip."""
    found = [course_body(c, "Västernorrland", TODAY) for c in finder.shelf().courses[:total]]
    chips = [
        Chip(name="subject", label="Ämne: matematik 2b", words="matte 2b"),
        Chip(name="place", label="Ort: Sundsvall", words="i Sundsvall"),
        Chip(name="start", label="Start: 1 januari–30 juni 2027", words="i vår"),
        Chip(name="distance", label="På distans", words="distans"),
    ]
    notice = "Ingen kurs stämmer med allt. Jag bortsåg från orten."
    listed = CitedPart(
        PartKind.TABLE if total <= MOST else PartKind.COURSES,
        tuple(CitedLine(course_line(course, Language.SWEDISH), item=True) for course in found[:3]),
        heading="Jag hittar 7 kurstillfällen som stämmer",
        label="De första",
    )
    return composed(
        Status.ANSWERED,
        note(notice),
        listed,
        note("Kontrollera hos anordnaren."),
        courses=found,
        course_search=CourseSearch(
            total=len(finder.shelf().courses),
            understood={},
            chips=[chip for chip in chips if chip.name not in question.without],
            relaxed=["place"],
            notices=[notice],
            is_course_question=True,
        ),
    )


def scripted(store: Store, finder: CourseFinder) -> Runnable[Question, AnswerChunk]:
    """Answers by the question's first word, the way the real chain streams them."""
    records = {record.id: record for record in store.documents()}
    found = [
        FoundPassage.of(passage, records[passage.document_id], 0.5)
        for whole in (REPORT, GUIDE)
        for passage in passages(whole)[:1]
    ]
    contact = Contact(
        name="Vägledningen", description="Boka ett samtal.", url="javascript:x", phone="010-1 2"
    )

    def answer(question: Question) -> Answer:
        word = question.question.split()[0].lower()
        if word in ("kurs", "jämför"):
            return found_courses(finder, question, 3 if word == "jämför" else 7)
        if word == "saknas":
            missing = note("Det hittar jag inte i materialet.")
            return composed(Status.NOT_FOUND, missing, nearest=found, contacts=[contact])
        if word == "nej":
            return composed(Status.DECLINED, note("Jag bedömer inte personer."))
        if word == "delvis":
            return composed(
                Status.PARTLY,
                quoted(GUIDE, "Ansök hos din hemkommun.", store),
                note("Kostnaden står inte i materialet."),
            )
        if word == "eko":
            turns = [turn.content for turn in question.history]
            text = f"{question.audience.value} {question.filters.model_dump_json()} {turns}"
            return composed(Status.DECLINED, note(text))
        return composed(
            Status.ANSWERED,
            note(f"Om {word}:"),
            quoted(REPORT, "Projektet nådde 412 personer.", store),
            quoted(REPORT, "Av dem fick 120 arbete.", store, item=True),
            notices=["Uppgiften är från 2012. Kontrollera att den fortfarande gäller."],
            understood=["projektet = Bron"],
        )

    def stream(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
        for question in questions:
            if question.question.lower().startswith("fel"):
                raise RuntimeError("hemligt innehåll")
            whole = answer(question)
            yield AnswerChunk(sources=found)
            for piece in whole.text.split(" "):
                yield AnswerChunk(delta=piece + " ")
            yield AnswerChunk(answer=whole)

    return RunnableGenerator(stream)


@contextmanager
def small_app(folder: Path, catalogue: Catalogue = CATALOGUE) -> Iterator[App]:
    """An app over two documents, one with courses, whose answers are scripted."""
    embedder = load_embedder("builtin")
    with Store.open(folder, embedder, "test") as store:
        store.put([(whole, passages(whole)) for whole in (REPORT, GUIDE)], {GUIDE.id: catalogue})
        occupations = load_occupations()
        places, school = load_gazetteer(), load_everyday_words()
        known = CourseKnowledge(places, occupations, load_lexicon(), school)
        finder = CourseFinder(store, known)
        paths = PathFinder(occupations, load_course_names())
        # The page never searches on its own: the answers are all that it shows.
        nothing = cast("Retriever", None)
        unread = cast("QuestionReader", SimpleNamespace(contacts=load_contacts(None)))
        settings = Settings(data=folder, today=TODAY)
        follow_ups = FollowUps(store.passages_of, lambda question: "Lärdomar" in question.question)
        answers = scripted(store, finder)
        yield App(settings, store, nothing, unread, finder, paths, answers, follow_ups)


@contextmanager
def server(app: App) -> Iterator[str]:
    """The address of the page, served over an app on a free port of this machine."""
    with behind(app) as address:
        yield address
