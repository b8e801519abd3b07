"""What the assistant says of itself: who it is, what it can do, and what it has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer.compose import CitedPart, note
from assistant.question.form import AboutTopic
from assistant.words.languages import Language, Text, series, texts
from corpus.model import DocumentRecord, Kind

TITLES = 8
"""Documents that are named; of more, how many there are besides."""

_LONGEST_TITLE = 80


def about_parts(
    topic: AboutTopic,
    documents: Sequence[DocumentRecord],
    people: Sequence[str],
    language: Language,
) -> Iterator[CitedPart]:
    """One or two sentences on the topic, with what the store holds; ``people`` can be asked."""
    known = texts(__package__, "about.toml")
    papers = [record for record in documents if record.metadata.kind is not Kind.COURSE]
    years = sorted(str(r.metadata.published)[:4] for r in papers if r.metadata.published)
    empty = not documents
    values = {
        "documents": _count(known, "paper", len(papers), language),
        "material": series(
            [
                _count(known, name, n, language)
                for name, n in (("paper", len(papers)), ("catalogue", len(documents) - len(papers)))
                if n or name == "paper"
            ],
            known["and"].get(language),
        ),
        "oldest": years[0] if years else "–",
        "newest": years[-1] if years else "–",
        "people": series(list(people), known["or"].get(language)) or known["guide"].get(language),
    }
    name = topic.value
    if empty and topic in (AboutTopic.DOCUMENTS, AboutTopic.AGE):
        name = "empty"
    elif topic is AboutTopic.AGE and not years:
        name = "undated"
    yield note(known[name].get(language, **values))
    if topic is AboutTopic.DOCUMENTS and papers:
        yield note(_titles(papers, known["more"].get(language, n=len(papers) - TITLES)))


def _count(known: Mapping[str, Text], name: str, n: int, language: Language) -> str:
    """So many documents, or catalogues: "1 kurskatalog", "5 dokument"."""
    return known[f"{name}.{'one' if n == 1 else 'many'}"].get(language, n=n)


def _titles(papers: Sequence[DocumentRecord], more: str) -> str:
    """The newest documents by title and year, a line each."""
    ordered = sorted(papers, key=lambda r: str(r.metadata.published or ""), reverse=True)
    rows = [f"– {_short(record)}" for record in ordered[:TITLES]]
    if len(ordered) > TITLES:
        rows.append(more)
    return "\n".join(rows)


def _short(record: DocumentRecord) -> str:
    title = record.metadata.title
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return ", ".join(filter(None, [title, str(record.metadata.published or "")[:4]]))
