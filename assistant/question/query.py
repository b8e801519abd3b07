"""A question made ready for the search: its words that matter, and what else says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.bodies.question import Turn
from assistant.question.answer_types import AnswerType, answer_types
from assistant.question.fillers import without_fillers
from assistant.question.follow_up import led_up
from assistant.question.form import Form
from assistant.question.label_sorts import topic_of
from assistant.question.language import QuestionLanguage, language_of
from assistant.question.parts import parts_of
from assistant.question.persons import impersonal
from assistant.question.plan import Plan, Query, Term
from assistant.question.sides import asks_each_place, clauses, sides
from assistant.question.spelling import Speller, written
from assistant.question.words import content_words, names
from corpus.compounds import unfold_suspended
from corpus.glossary import Glossary
from corpus.lexicon import Lexicon
from corpus.months import month_numbers
from corpus.places import Gazetteer
from corpus.swedish import fold, words

SYNONYMS = 3
"""How many synonyms of a word are searched for; the nearest stand first."""

BEGINNING, END = 400, 800
"""Characters of a question that are read. Of a longer one the middle is passed over: people tell
about themselves and then ask, or ask and then paste a text."""

MOST_TERMS = 60
"""Words of a question that are searched for: of a longer one the rarest."""

SHARE_BEFORE = 0.5
"""How much a word of the question before counts, where a follow-up leans on it."""

_CODE = re.compile(r"\b([A-ZÅÄÖ]\d{1,3}) ?([a-hj-z])\b")
"""A code with a letter of its own, which is written apart as often as not: "A6 c", "A6c"."""

_YEAR = re.compile(r"20\d\d")

_CUT = "Frågan är lång. Jag läste bara början och slutet av den."
_FORMS = (Form.COMPARISON, Form.LIST, Form.REASON)


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads questions to documents.

    ``speller`` puts slips right, and knows the words of the store; ``gazetteer`` tells places from
    the names of persons.
    """

    speller: Speller
    gazetteer: Gazetteer

    @property
    def glossary(self) -> Glossary:
        """Abbreviations, synonyms and English."""
        return self.speller.glossary

    def read(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: QuestionLanguage | None = None,
    ) -> Plan:
        """A question made ready for the search.

        An English question is put into Swedish words; slips of the keyboard are put right; an
        abbreviation is searched for in full, too; synonyms count less; a follow-up takes along the
        words of those before that it leans on. A comparison becomes a query for each side, as do
        two questions in one.
        """
        whole_question = question
        question = without_fillers(impersonal(shortened(question), self.gazetteer))
        language = language or language_of(question, self.glossary)
        english = language.is_english
        corrected = question if english else self.speller.correct(question)
        asks, tells = parts_of(question)
        asked_for = asks if corrected == question else parts_of(corrected).asks
        swedish = self.glossary.translate(asks) if english else asked_for
        whole = _Whole(asks, swedish, self, english=english)
        before = " ".join(led_up(question, whole.content, history))
        followed = tuple(w for w in content_words(before) if w not in whole.content)
        before = before if followed else ""
        told = tuple(w for w in content_words(tells) if w not in whole.content)
        query = whole.query(followed, names(before))
        query = replace(query, context=" ".join([query.context, *told]))
        if before:
            query = replace(query, text=f"{before} {query.text}")
        parted = sides(asked_for, self._names_one)
        return Plan(
            question=question,
            forms=(_form(query.types, compares=bool(parted)),),
            language=language,
            asks=asks,
            tells=tells,
            queries=(
                tuple(query for side in parted for query in self._aspects(side, language))
                or (() if before else tuple(self._clauses(asked_for, language)))
                or (query,)
            ),
            types=query.types,
            each_place=not parted and asks_each_place(asked_for),
            notes=(
                *([_CUT] if len(whole_question) > BEGINNING + END else []),
                *_notes(question, whole, corrected=corrected, before=before),
            ),
            translation=swedish if english else "",
            corrected=corrected if corrected != question else "",
            before=before,
            expansions=tuple(whole.expansions),
        )

    def read_one(self, theme: str, language: QuestionLanguage) -> Query:
        """The query for what a form is asked of, be it several things: "både sfi och Ukraina"."""
        corrected = theme if language.is_english else self.speller.correct(theme)
        return self._side(corrected, language)

    def bare_name(self, word: str) -> str:
        """A word in lower case, without its s where it is a place's genitive: "stockholms"."""
        if not word.endswith("s"):
            return word
        place = self.gazetteer.place(word) or self.gazetteer.county(word)
        return word[:-1] if place and fold(place) == word[:-1] else word

    def _names_one(self, name: str) -> bool:
        """Whether a name is a place or a year."""
        return name.isdigit() or self.gazetteer.place(name) is not None

    def _aspects(self, side: str, language: QuestionLanguage) -> tuple[Query, ...]:
        """A query for each thing that is asked of one side of a comparison."""
        return tuple(self._clauses(side, language)) or (self._side(side, language),)

    def _clauses(self, question: str, language: QuestionLanguage) -> Iterator[Query]:
        """A query for each of several questions; what the first is about counts less in others."""
        parts = clauses(question)
        for at, part in enumerate(parts):
            yield self._side(part, language, parts[0 if at else 1])

    def _side(self, question: str, language: QuestionLanguage, beside: str = "") -> Query:
        """The query for a part of a question, of which slips are put right already."""
        english = language.is_english
        swedish = self.glossary.translate(question) if english else question
        whole = _Whole(question, swedish, self, english=english)
        # A part that names something itself is not about what the other part is about.
        words_beside = () if names(question) else content_words(beside)
        followed = [word for word in words_beside if word not in whole.content]
        return whole.query(followed, names(beside))


class _Whole:
    """A question about one thing while its query is made.

    ``asked`` is as it was asked, ``swedish`` the same in Swedish with slips put right.
    """

    def __init__(self, asked: str, swedish: str, reader: QueryReader, *, english: bool) -> None:
        glossary, lexicon = reader.glossary, reader.speller.lexicon
        self.asked = asked
        self.swedish = swedish
        self.english = english
        self._lexicon = lexicon
        self.text = unfold_suspended(swedish, lexicon.knows)
        self.expansions = glossary.expand(self.text)
        self._bare = reader.bare_name
        self._codes = [
            fold(f"{code} {letter}").split() for code, letter in _CODE.findall(self.text)
        ]
        letters = {letter for _, letter in self._codes}
        content = [word for word in content_words(self.text) if word not in letters]
        self.content = tuple(dict.fromkeys(map(self._bare, _rarest(content, lexicon))))

    @property
    def in_full(self) -> list[str]:
        """Abbreviations written out."""
        return [w for e in self.expansions if e.reason == "förkortning" for w in e.added[:1]]

    @property
    def synonyms(self) -> list[str]:
        """Words that say the same."""
        return [w for e in self.expansions if e.reason != "förkortning" for w in e.added[:SYNONYMS]]

    def query(self, followed: Sequence[str], names_before: frozenset[str]) -> Query:
        """The query, with the words that it takes along from the question before."""
        named = frozenset(map(self._bare, names(self.asked)))
        topics = [word for word in followed if _is_name(word, names_before)]
        return Query(
            text=self.asked if self.english else self.swedish,
            swedish=self.swedish,
            keywords=" ".join(
                [
                    self.text,
                    *self.in_full,
                    *topics,
                    *chain(*self._codes),
                    *map("".join, self._codes),
                ]
            ),
            context=" ".join([*self.synonyms, *followed]),
            terms=(
                *(self._term(word, is_name=_is_name(word, named)) for word in self.content),
                *(
                    Term(word, _is_name(word, names_before), share=SHARE_BEFORE)
                    for word in followed
                ),
            ),
            words=frozenset(words(self.asked)),
            types=frozenset().union(*map(answer_types, {fold(self.asked), fold(self.swedish)})),
        )

    def _term(self, word: str, *, is_name: bool) -> Term:
        others = list(self._phrases_for(word))
        others.append((topic_of(word) or word,))
        single = (phrase[0] for phrase in others if len(phrase) == 1 and phrase[0] != word)
        return Term(
            word,
            is_name,
            tuple(dict.fromkeys(single)),
            tuple(dict.fromkeys(phrase for phrase in others if len(phrase) > 1)),
            () if is_name else self._lexicon.parts(word),
        )

    def _phrases_for(self, word: str) -> Iterator[tuple[str, ...]]:
        """What the phrase that a word stands in may be written as, by its words with meaning."""
        for code, letter in self._codes:
            if word == code:
                yield (code + letter,)
            elif word == code + letter:
                yield (code, letter)
        if word in month_numbers():
            # As tables write their days: "mars 2027" is what "2027-03-08" begins with.
            month = f"-{month_numbers()[word]:02}-"
            years = [year for year in self.content if _YEAR.fullmatch(year)]
            yield from ((year + month,) for year in years or [""])
        for expansion in self.expansions:
            if word in content_words(expansion.matched):
                yield from map(content_words, (*expansion.added, *expansion.echoes))


def shortened(question: str) -> str:
    """A question as far as it is read: a very long one without its middle."""
    if len(question) <= BEGINNING + END:
        return question
    first, last = question[:BEGINNING].rpartition(" ")[0], question[-END:].partition(" ")[2]
    return f"{first} {last}".strip() or question[:BEGINNING]


def _form(types: frozenset[AnswerType], *, compares: bool) -> Form:
    if compares:
        return Form.COMPARISON
    return next((form for form in _FORMS if form.value in types), Form.FACT)


def _notes(question: str, whole: _Whole, *, corrected: str, before: str) -> Iterator[str]:
    """How the question was understood, in sentences for the one who asked."""
    # Of words that are typed as they are spoken nothing need be said.
    if corrected != written(question):
        yield f"Jag läste frågan som: {corrected.strip()}"
    if before:
        yield f"Jag läste frågan tillsammans med den förra: {before.strip()}"
    if whole.english:
        yield f"I searched the Swedish texts for: {whole.swedish}"
    added = dict.fromkeys([*whole.in_full, *whole.synonyms])
    if added:
        yield f"Jag sökte också på: {', '.join(added)}"


def _rarest(content: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """The words of a question, or of a very long one the rarest, in order."""
    if len(content) <= MOST_TERMS:
        return content
    kept = set(sorted(content, key=lexicon.rarity, reverse=True)[:MOST_TERMS])
    return [word for word in content if word in kept]


def _is_name(word: str, named: frozenset[str]) -> bool:
    return not named.isdisjoint(word.split("-"))
