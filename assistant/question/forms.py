"""The form of answer that a question's own wording asks for; the patterns are in ``forms.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
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

_END = re.compile(r"[\s?.!]+$")
_ANYWHERE = re.compile(
    r"(?: (?:någonstans|upp|alls|här|i (?:materialet|dokumenten|källorna|texterna|underlaget)))+$"
)


_CHAPTER = re.compile(r"(?:kapitlet|avsnittet|delen|stycket) (?:om |”|\")?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form that a question asks for, and what of: see the fields of those names of a ``Plan``.

    ``language`` is that of what is said to the assistant itself; a ``chapter`` is asked for where
    the theme is one. ``within`` is what is written for the document that mentions are asked of.
    """

    form: Form
    theme: str = ""
    fields: tuple[RecordField, ...] = ()
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
    about = _about().get(" ".join(words(folded)))
    if about:
        return about
    for table, name, wanted in _patterns():
        match = wanted.search(folded)
        if match is None:
            continue
        if table is Form.RECORD:
            fields = _fields(folded)
            # Of two questions that go together both are asked of the record, or none is.
            if all(map(_fields, clauses(folded))):
                return FormRequest(table, fields=fields)
            continue
        # The theme keeps the capitals of the question: they tell names.
        theme = question[match.start("theme") : match.end("theme")]
        if table is Form.MENTIONS:
            grouping = Grouping(name) if name in set(Grouping) else Grouping.DOCUMENT
            within = match.groupdict().get("within") or ""
            return FormRequest(table, _ANYWHERE.sub("", theme), grouping=grouping, within=within)
        chapter = _CHAPTER.match(theme)
        bare = theme[chapter.end() :] if chapter else theme
        return FormRequest(table, bare, chapter=chapter is not None)
    return None


def _fields(folded: str) -> tuple[RecordField, ...]:
    """The fields of a document's record that a question in lower case asks for."""
    return tuple(
        RecordField(name)
        for table, name, wanted in _patterns()
        if table is Form.RECORD and wanted.search(folded)
    )


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
