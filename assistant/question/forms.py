"""The form of answer that a question's own wording asks for; the patterns are in ``forms.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.question.answer_types import pattern
from assistant.question.form import AboutTopic, Form, Grouping, RecordField
from assistant.question.sides import clauses
from assistant.words.languages import Language
from corpus.data_files import patterns, toml
from corpus.swedish import fold, words

LONGEST = 300
"""Characters of the longest question whose form is looked for; the patterns are bounded by it."""

_END = re.compile(r"[\s?.!]+(?:(?:kort )?tack[\s.!]*)?$")
_BESIDE = re.compile(
    r"(?: (?:någonstans|upp|alls|här|kort|tack|för mig"
    r"|i (?:korthet|stora drag|materialet|underlaget)"
    r"|i (?:(?:något|några|alla|vilka) (?:av )?)?(?:dokument|källor|texter|rapporter)(?:en|na)?))+$"
)
"""What a theme may end with that says where to look, or how to answer, and is no part of it."""

_CHAPTER = re.compile(r"(?:kapitlet|avsnittet|delen|stycket) (?:om |”|\")?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form that a question asks for, and what of: see the fields of those names of a ``Plan``.

    ``language`` is that of what is said to the assistant itself; a ``chapter`` is asked for where
    the theme is one. ``within`` is what is written for the document that mentions are asked of.
    """

    form: Form
    theme: str = ""
    record: RecordField | None = None
    grouping: Grouping = Grouping.DOCUMENT
    about: AboutTopic | None = None
    language: Language = Language.SWEDISH
    chapter: bool = False
    within: str = ""


def form_of(question: str) -> FormRequest | None:
    """The form that a question's wording asks for; None where it asks for a fact, or is long.

    "Var nämns lärlingar?" gives mentions of "lärlingar".
    """
    folded = _END.sub("", fold(question))
    if not folded or len(folded) > LONGEST:
        return None
    if about := about_of(question):
        return about
    several = clauses(question)
    if several and asks_meaning(several[0]):
        return None
    wanted = _worded(question, folded)
    return next((one for one in wanted if not (several and one.form is Form.RECORD)), None)


def asks_meaning(question: str) -> bool:
    """Whether a question asks what something is or means."""
    wanted = form_of(question)
    return wanted is not None and wanted.form is Form.DEFINITION


def about_of(question: str) -> FormRequest | None:
    """What a question says to the assistant itself, or asks of it; None where it does neither."""
    return _about().get(" ".join(words(_END.sub("", fold(question)))))


def _worded(question: str, folded: str) -> Iterator[FormRequest]:
    """The forms whose patterns a question meets, also given in lower case."""
    for table, name, wanted in _patterns():
        match = wanted.search(folded)
        if match is None:
            continue
        if table is Form.RECORD:
            yield FormRequest(table, match.groupdict().get("theme") or "", RecordField(name))
            continue
        # The theme keeps the capitals of the question: they tell names.
        theme = _BESIDE.sub("", question[match.start("theme") : match.end("theme")])
        if table is Form.MENTIONS:
            grouping = Grouping(name) if name in set(Grouping) else Grouping.DOCUMENT
            within = match.groupdict().get("within") or ""
            yield FormRequest(table, theme, grouping=grouping, within=within)
            continue
        chapter = _CHAPTER.match(theme)
        bare = theme[chapter.end() :] if chapter else theme
        yield FormRequest(table, bare, chapter=chapter is not None or name == "section")


@cache
def _patterns() -> tuple[tuple[Form, str, re.Pattern[str]], ...]:
    return tuple(
        (Form(table), name, pattern(text))
        for table, texts in patterns("forms.toml", __package__).items()
        for name, text in texts.items()
    )


@cache
def _about() -> Mapping[str, FormRequest]:
    """What is said to the assistant itself, by its words."""
    return {
        " ".join(words(phrase)): FormRequest(
            Form.ABOUT, about=AboutTopic(topic), language=Language(language)
        )
        for language, topics in toml("about.toml", __package__).items()
        for topic, phrases in topics.items()
        for phrase in phrases
    }
