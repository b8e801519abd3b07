"""A session sheet made from a situation: options, requirements, dates, and what is not known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.bodies.question import Audience, FilterBody, Question
from assistant.bodies.sheets import Sheet, SheetBody, SheetSection
from assistant.courses.tell.comparison import MOST, compare
from assistant.courses.tell.fields import title
from assistant.privacy.mask import Masker
from assistant.research.numbering import CitationNumbers
from assistant.words.dates import date_in_words
from assistant.words.languages import Language, series, texts
from assistant.words.sources import reference
from corpus.model import Kind
from corpus.swedish import normalise, sentences

APART = frozenset({"eligibility", "recommended", "url"})
"""Fields of a course that are told apart from the table of the options."""

ASKED_ALWAYS = ("wish", "experience", "grades", "money", "support")
ASKED_FOR = {"place": "place", "pace": "pace_max", "start": "start_from", "distance": "distance"}
"""Questions to ask the person; those that depend, with the constraint that answers them."""

WISHES = frozenset({"distance", "pace", "place"})
RELAXED: tuple[tuple[str, ...], ...] = (
    (),
    ("distance",),
    ("pace",),
    ("place",),
    tuple(sorted(WISHES)),
)
"""Wishes that an option need not meet where few meet them all; what is left out, step by step."""

DAYS = ("apply_from", "apply_until", "start", "end")


Columns = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The names of a table's columns, and its rows."""

Asked = Sequence[tuple[str, Answer, Sequence[Citation]]]
"""Questions to the documents, each with its answer and its numbered quotes."""

_CLAUSE = re.compile(r"(?<=[,.;!?])\s+")


@dataclass(frozen=True, slots=True)
class SheetMaker:
    """Makes sheets in one language.

    ``find`` finds courses for words, without the constraints of some names; ``answer`` answers
    questions. Neither sees more of the situation than the sheet does: it is masked first.
    """

    find: Callable[[str, dt.date, Sequence[str]], CourseReply]
    course: Callable[[str, dt.date], CourseBody | None]
    answer: Callable[[Question], Answer]
    language: Language

    def make(self, body: SheetBody, today: dt.date) -> Sheet:
        """The sheet for a situation, on a day.

        Raises:
            MaskingFailed: the situation could not be masked; nothing is made of it.
        """
        masker = Masker()
        masked = masker.mask(body.situation)
        questions = [masker.mask(question).text for question in body.questions]
        # "Ring [telefon]" says nothing of courses, and its words would be looked for.
        wish = _without_masked(masked.text)
        reply = self.find(wish, today, ())
        options, wishes = self._options(body, wish, today)
        number = CitationNumbers()
        answers = [(question, self._answer_to(question, today)) for question in questions]
        asked = [(q, one, list(map(number.number, _quotes_of(one)))) for q, one in answers]
        numbered = {c.n: c for _, _, several in asked for c in several}
        unknown = [*self._missing(options), *self._unanswered(asked)]
        if not options:
            unknown.insert(0, self.say("unknown.options"))
        sections = [
            self._lines("situation", [masked.text]),
            self._lines("understood", [chip.label for chip in reply.chips] + reply.notices),
            self._table("options", self._beside(options, wishes)),
            self._table("requirements", self._requirements(options)),
            self._table("dates", self._dates(options)),
            self._lines("material", self._material(asked)),
            self._lines("unknown", unknown),
            self._lines("ask", self._questions(reply)),
            self._lines("sources", self._sources(options, numbered)),
        ]
        return Sheet(
            title=self.say("title"),
            language=self.language.value,
            date=self.say("made", day=date_in_words(today, self.language)),
            note=self.say("note"),
            masked={sort.value: count for sort, count in masked.counts.items()},
            sections=[section for section in sections if section.rows],
            citations=list(numbered.values()),
        )

    def say(self, name: str, /, **values: object) -> str:
        """A text of ``texts.toml``."""
        return texts(__package__)[name].get(self.language, **values)

    def _options(
        self, body: SheetBody, text: str, today: dt.date
    ) -> tuple[list[CourseBody], list[str]]:
        """The courses that are set side by side, and how each fits what is wished.

        Where few meet all of it, others follow that do not meet one wish.
        """
        if body.courses:
            chosen = (self.course(key, today) for key in body.courses)
            return [course for course in chosen if course is not None], []
        wishes: dict[tuple[str, str | None, tuple[str, ...]], tuple[CourseBody, str]] = {}
        for without in RELAXED:
            if len(wishes) < MOST:
                reply = self.find(text, today, without)
                fit = self._fit(reply, without)
                for course in reply.courses:
                    # The same education on another day is no other option.
                    key = course.name, course.provider, tuple(course.places)
                    wishes.setdefault(key, (course, fit))
        options = list(wishes.values())[:MOST]
        return [course for course, _ in options], [wish for _, wish in options]

    def _fit(self, reply: CourseReply, without: Sequence[str]) -> str:
        """Which wishes the courses of a reply need not meet."""
        left = {*without, *("place" if name == "near" else name for name in reply.relaxed)}
        names = [self.say(f"wish.{name}") for name in sorted(left & WISHES)]
        joint = self.say("wish.or")
        return self.say("wish.but", names=series(names, joint)) if names else self.say("wish.met")

    def _answer_to(self, text: str, today: dt.date) -> Answer:
        papers: list[Kind] = [kind for kind in Kind if kind is not Kind.COURSE]
        question = Question(
            question=text,
            audience=Audience.COUNSELLOR,
            filters=FilterBody(kind=papers),
            today=today,
        )
        return self.answer(question)

    def _lines(self, name: str, lines: Iterable[str]) -> SheetSection:
        rows = [[line] for line in lines if line]
        return SheetSection(name=name, title=self.say(f"section.{name}"), rows=rows)

    def _table(self, name: str, table: Columns) -> SheetSection:
        title, (columns, rows) = self.say(f"section.{name}"), table
        cells = [list(row) for row in rows]
        return SheetSection(name=name, title=title, columns=list(columns), rows=cells)

    def _beside(self, options: Sequence[CourseBody], wishes: Sequence[str]) -> Columns:
        rows = [
            (row.label, *(cell.text or "–" for cell in row.cells))
            for row in compare(options, self.language)
            if not row.empty and row.name not in APART
        ]
        if wishes:
            rows.insert(0, (self.say("wish.label"), *wishes))
        return [self.say("column.thing"), *map(title, options)], rows if options else []

    def _requirements(self, options: Sequence[CourseBody]) -> Columns:
        """Each requirement in the source's own words; who meets it is not ours to say."""
        rows = [
            (title(option), self.say(f"requirement.{name}"), requirement, _place(option, name))
            for option in options
            for name in ("eligibility", "recommended")
            for requirement in _sentences(getattr(option, name))
        ]
        names = ("option", "kind", "requirement", "source")
        return [self.say(f"column.{name}") for name in names], rows

    def _dates(self, options: Sequence[CourseBody]) -> Columns:
        rows = sorted(
            (str(day), self.say(f"date.{name}"), title(option), _place(option, name))
            for option in options
            for name in DAYS
            if (day := getattr(option, name))
        )
        names = ("date", "what", "option", "source")
        return [self.say(f"column.{name}") for name in names], rows

    def _material(self, asked: Asked) -> Iterator[str]:
        for question, reply, several in asked:
            sure = reply.status is Status.ANSWERED
            before = question if sure else self.say("unsure", question=question)
            for quote in several:
                yield f"{before} ”{quote.quote}” [{quote.n}]"

    def _missing(self, options: Sequence[CourseBody]) -> Iterator[str]:
        """What the sources do not tell of each option, where it matters to who applies."""
        for row in compare(options, self.language) if options else ():
            for option, cell in zip(options, row.cells, strict=True):
                if cell.text is None and row.name not in ("recommended", "url"):
                    label = row.label[:1].lower() + row.label[1:]
                    yield self.say("unknown.field", option=title(option), field=label)

    def _unanswered(self, asked: Asked) -> Iterator[str]:
        for question, _, several in asked:
            if not several:
                yield self.say("unknown.question", question=question)

    def _questions(self, reply: CourseReply) -> Iterator[str]:
        yield from (self.say(f"ask.{name}") for name in ASKED_ALWAYS)
        if reply.clarifying is not None:
            yield reply.clarifying.question
        for name, constraint in ASKED_FOR.items():
            if constraint not in reply.understood:
                yield self.say(f"ask.{name}")

    def _sources(
        self, options: Sequence[CourseBody], numbered: Mapping[int, Citation]
    ) -> Iterator[str]:
        for number, quote in sorted(numbered.items()):
            named = reference(quote.document, quote, self.language)
            yield f"[{number}] {named} ({quote.document.source})"
        for option in options:
            rest = filter(None, [option.provider, option.source, option.key, option.url])
            yield f"{title(option)}: {', '.join(rest)}"


def _quotes_of(reply: Answer) -> Sequence[Citation]:
    """What an answer quotes; what is merely nearest answers nothing."""
    return () if reply.status is Status.NOT_FOUND else reply.citations


def _without_masked(text: str) -> str:
    """A text without the clauses in which something was masked; whole where all have."""
    clauses = [clause for clause in _CLAUSE.split(text) if "[" not in clause]
    return " ".join(clauses) or text


def _sentences(text: str | None) -> Iterator[str]:
    for start, end in sentences(text or ""):
        yield normalise((text or "")[start:end])


def _place(course: CourseBody, field: str) -> str:
    """Where a field of a course was read."""
    place = course.sources.get(field)
    return f"{course.source}, {place}" if place else course.source
