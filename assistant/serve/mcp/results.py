"""What the tools find, in words for a language model: everything it needs to cite and ask on."""

from __future__ import annotations

from assistant.bodies.courses import CourseReply
from assistant.bodies.documents import DocumentRef, PageReply
from assistant.bodies.paths import PathBody
from assistant.bodies.search import FoundPassage, SearchReply
from assistant.courses.tell.lines import source_lines
from assistant.words.languages import Language, Text
from assistant.words.sources import NamedPages, origin

_NOTHING = Text("Inget textställe stämmer.", "No passage fits.")
_NO_COURSE = Text("Ingen kurs stämmer.", "No course matches.")
_COUNT = Text("{shown} av {total} kurstillfällen:", "{shown} of {total} courses:")
_NEAR = "Liknande yrken: {names}."


def passages(reply: SearchReply, language: Language) -> str:
    """Passages with what is needed to cite them."""
    texts = [_passage(passage, language) for passage in reply.passages]
    return "\n\n".join(texts) or _NOTHING.get(language)


def page(reply: PageReply, language: Language) -> str:
    """A page with where it stands."""
    return f"{_source(reply.document, reply.places, language)}\n\n{reply.text}"


def courses(reply: CourseReply, language: Language) -> str:
    """Courses in a line each, with what was left out of the question to find them."""
    if not reply.courses:
        return "\n\n".join([*reply.notices, _NO_COURSE.get(language)])
    count = _COUNT.get(language, shown=len(reply.courses), total=reply.total)
    return "\n\n".join([*reply.notices, "\n".join([count, *source_lines(reply.courses, language)])])


def path(way: PathBody) -> str:
    """The way to an occupation; occupations with a name alike where it is not known."""
    if way.suggestions:
        return f"{way.text}\n{_NEAR.format(names=', '.join(way.suggestions))}"
    return way.text


def _passage(passage: FoundPassage, language: Language) -> str:
    source = _source(passage.document, passage, language)
    heading = [] if passage.text.startswith(passage.heading) else [passage.heading]
    return "\n".join([source, *heading, passage.text])


def _source(document: DocumentRef, places: NamedPages, language: Language) -> str:
    where = origin(document, places, language)
    return f"{document.title}. {where} (document_id: {document.id})"
