"""What the tools find, in words for a language model: everything it needs to cite and ask on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bodies.courses import CourseReply
from assistant.bodies.documents import DocumentRef
from assistant.bodies.paths import PathBody
from assistant.bodies.search import FoundPassage
from assistant.serve.api.documents import PageReply
from assistant.serve.chat.cards import listed
from assistant.serve.chat.render import reference
from assistant.words.languages import Language, Text

_NOTHING = Text("Inget textställe stämmer.", "No passage fits.")
_NO_COURSE = Text("Ingen kurs stämmer.", "No course matches.")
_SHOWN = Text("{shown} av {total} kurstillfällen:", "{shown} of {total} courses:")
_NEAR = "Liknande yrken: {names}."


def passages(found: Sequence[FoundPassage], language: Language) -> str:
    """Passages with what is needed to cite them."""
    if not found:
        return _NOTHING.get(language)
    return "\n\n".join(_passage(one, language) for one in found)


def page(read: PageReply, language: Language) -> str:
    """A page with where it stands."""
    pages = [] if read.number is None else [read.number]
    return f"{_head(read.document, pages, language)}\n\n{read.text}"


def courses(found: CourseReply, language: Language) -> str:
    """Courses in a line each, with what was left out of the question to find them."""
    if not found.courses:
        return "\n\n".join([*found.notices, _NO_COURSE.get(language)])
    shown = _SHOWN.get(language, shown=len(found.courses), total=found.total)
    return "\n\n".join([*found.notices, "\n".join([shown, *listed(found.courses, language)])])


def path(way: PathBody) -> str:
    """The way to an occupation; occupations with a name alike where it is not known."""
    if way.suggestions:
        return f"{way.text}\n{_NEAR.format(names=', '.join(way.suggestions))}"
    return way.text


def _passage(found: FoundPassage, language: Language) -> str:
    head = _head(found.document, found.pages, language)
    told = found.text.startswith(found.heading)
    return "\n".join([head, *([] if told else [found.heading]), found.text])


def _head(document: DocumentRef, pages: Sequence[int], language: Language) -> str:
    where = reference(document, pages, language)
    return f"{document.title}. {where} (document_id: {document.id})"
