"""Mentions laid out: a line for every document, place or year that speaks of something."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.compose import CitedLine, CitedPart, cite, note
from assistant.answer.forms.source import Line
from assistant.bodies.answer import Citation, PartKind
from assistant.question.form import Grouping
from assistant.question.plan import Plan, Term
from assistant.search.mentions import Mention
from assistant.words.languages import texts
from corpus.model import DocumentRecord
from corpus.store import StoreReader

ROOM = 1800
"""Characters of the whole list, so that up to a dozen documents can be quoted."""

AROUND, SHORTEST = 200, 50
"""Characters of a quote on a line of the text, and those under which none is shown, as it would
tell nothing; the citation has the whole sentence."""

MARKS = 16
"""Characters that the marks of a line take: number of places, quotation marks, dots, citation."""


Group = tuple[str, Sequence[tuple[DocumentRecord, Mention]]]
"""A name of a document, place or year, and the mentions under it, the one to quote first."""


def mention_parts(
    store: StoreReader, plan: Plan, grouping: Grouping, groups: Sequence[Group]
) -> list[CitedPart]:
    """A line a group: its name, how many passages, and a short quote as far as there is room.

    The groups are those of a ``grouping``, of what mentions the theme of a plan.
    """
    known = texts(__package__, "mentions.toml")
    heading = known[f"{grouping.value}.{'one' if len(groups) == 1 else 'many'}"].get(
        plan.language.answer,
        theme=plan.theme.strip(),
        groups=len(groups),
        places=sum(len(several) for _, several in groups),
    )
    room = ROOM - len(heading) - sum(len(title) + MARKS for title, _ in groups)
    around = min(AROUND, room // max(1, len(groups)) - MARKS)
    lines = []
    for title, several in groups:
        record, mention = several[0]
        citation = cite_mention(store, record, mention)
        if citation is not None:
            shown = f"{title} ({len(several)})" if len(several) > 1 else title
            if around >= SHORTEST:
                shown = f"{shown}: ”{_window(mention, plan.queries[0].terms, around)}”"
            lines.append(CitedLine(shown, (citation,), item=True))
    return [CitedPart(PartKind.LIST, tuple(lines), heading=heading)] if lines else []


def dated_title(record: DocumentRecord) -> str:
    """A document's title with its year, where the title does not tell it."""
    title, year = record.metadata.title, (record.metadata.published or "")[:4]
    return title if year in title else f"{title}, {year}"


def absence(plan: Plan) -> CitedPart:
    """That nothing mentions the theme: in all that was read, or in the documents that are named."""
    titles = "”, ”".join(plan.scope.titles if plan.scope else ())
    text = texts(__package__, "mentions.toml")["not_there" if titles else "nowhere"]
    return note(text.get(plan.language.answer, theme=plan.theme.strip(), titles=titles))


def _window(mention: Mention, terms: Sequence[Term], length: int) -> str:
    """Whole words of the mention's sentence around the first term that it holds."""
    text = Line(mention.passage, mention.start, mention.end).text
    if len(text) <= length:
        return text
    lowered = text.lower()
    at = min((p for t in terms if (p := lowered.find(t.text[:5])) >= 0), default=0)
    start = max(0, min(at - length // 3, len(text) - length))
    start = 0 if start == 0 else text.find(" ", start) + 1
    end = min(len(text), start + length)
    end = end if end == len(text) else max(text.rfind(" ", start, end), start + 1)
    cut = text[start:end].strip()
    return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def cite_mention(store: StoreReader, record: DocumentRecord, mention: Mention) -> Citation | None:
    """A mention's sentence as a citation; None where its document has gone meanwhile."""
    document = store.document(record.id)
    if document is None:
        return None
    return cite(document, record, mention.passage.id, mention.start, mention.end)
