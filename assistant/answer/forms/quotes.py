"""What documents answer: a paragraph a quote, headed by its document where there are several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer.compose import CitedLine, CitedPart, cite, memo, with_columns
from assistant.answer.extractive.selection import Stretch
from assistant.answer.extractive.sentences import ENUMERATED, Sentence
from assistant.answer.extractive.ticked_boxes import EMPTY, TICKED
from assistant.answer.forms.wide_rows import narrowed
from assistant.bodies.answer import Citation, PartKind
from assistant.bodies.question import Audience
from assistant.question.label_sorts import sorts_of
from assistant.question.plan import Query
from corpus.model import CELL_SEPARATOR, Document, Kind
from corpus.swedish import normalise

_UNDECIDED = frozenset({"proposal", "reservation"})
"""Sorts of heading below which nothing is decided."""

_MATTER = re.compile(r"§ ?\d+ \w")
"""The heading of a matter in minutes: "§ 76 Avtal om prövning"."""

_DIGITS = re.compile(r"\d+")
_FOOTNOTE = re.compile(r"\[(\d+)\]")

VerifiedQuote = tuple[Stretch, Citation]
"""A stretch that stands in its document, and where."""


def _stands(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is letter for letter what the document holds where it says it stands.

    White space and Unicode composition are folded first; nothing else is.
    """
    held = document.text[sentence.start : sentence.end]
    return bool(sentence.text.strip()) and normalise(held) == normalise(sentence.text)


def verify(
    chosen: Sequence[Stretch], document_of: Callable[[str], Document | None]
) -> list[VerifiedQuote]:
    """Each stretch with its citation; one that its document does not hold is left out.

    Document by document in the order of the best stretch, the likeliest first; of one title but
    for its figures, as the rates of 2023 and of 2026, the newest first. What announces an item
    stands before it.
    """
    ids = dict.fromkeys(stretch.first.document_id for stretch in chosen)
    documents = {one: document_of(one) for one in ids}
    order = _newest_first(documents)
    quotes: list[VerifiedQuote] = []
    for stretch in sorted(
        chosen,
        key=lambda s: (order.index(s.first.document_id), -_probability(s, chosen), s.first.start),
    ):
        document = documents[stretch.first.document_id]
        # The passages were found a moment ago; the document may have been replaced since.
        if document is not None and all(_stands(document, s) for s in stretch.sentences):
            hit = stretch.first.hit
            place = (stretch.first.start, stretch.end)
            quotes.append((stretch, cite(document, hit.record, hit.passage.id, *place)))
    return quotes


def _probability(stretch: Stretch, chosen: Sequence[Stretch]) -> float:
    """The probability of a stretch, or of a likelier item of the list that it announces."""
    announced = [other.probability for other in chosen if stretch.may_announce(other)]
    return max([stretch.probability, *announced])


def _newest_first(documents: Mapping[str, Document | None]) -> list[str]:
    """The ids of documents in their order, editions of one in the order of their dates."""
    titles = {
        key: _DIGITS.sub("#", document.metadata.title) if document else key
        for key, document in documents.items()
    }
    places = list(dict.fromkeys(titles.values()))
    published = {key: one.metadata.published or "" for key, one in documents.items() if one}
    newest = sorted(documents, key=lambda key: published.get(key, ""), reverse=True)
    return sorted(newest, key=lambda key: places.index(titles[key]))


def quote_parts(
    quotes: Sequence[VerifiedQuote],
    audience: Audience,
    queries: Sequence[Query],
    document_of: Callable[[str], Document | None],
) -> list[CitedPart]:
    """A part a quote, with the heading that it stands under where it tells nothing without.

    Staff and counsellors get its reference, ready for a memo. Of wide rows stands what the
    ``queries`` ask for. Footnotes whose marks stand in it follow.
    """
    several = len({citation.document.id for _, citation in quotes}) > 1
    parts = []
    document_id = ""
    cited = [citation for _, citation in quotes]
    for stretch, citation in quotes:
        *lines, last = _lines(stretch)
        heading = ""
        if audience is not Audience.JOBSEEKER:
            last = replace(last, reference=memo(citation))
        elif several and citation.document.id != document_id:
            heading = citation.document.title
        document_id = citation.document.id
        whole = with_columns([*lines, replace(last, quotes=(citation,))], [citation])
        if whole[0].head:
            texts = narrowed([line.text for line in whole], queries)
            whole = tuple(map(lambda line, text: replace(line, text=text), whole, texts))
        notes = _notes(stretch, citation, document_of(document_id), cited)
        cited += [note for line in notes for note in line.quotes]
        whole = (*whole, *notes)
        label = label_of(stretch, citation.document.title)
        parts.append(CitedPart(PartKind.QUOTE, whole, heading=heading, label=label))
    return parts


def _notes(
    stretch: Stretch, quote: Citation, document: Document | None, cited: Sequence[Citation]
) -> list[CitedLine]:
    """The footnotes of a quote, or of what it stands under, that are not quoted yet."""
    if document is None:
        return []
    hit, above = stretch.first.hit, (quote.columns, stretch.first.heading)
    spans = document.notes_of(quote.start, quote.end, *above)
    notes = (cite(document, hit.record, hit.passage.id, *span) for span in spans)
    own = (note for note in notes if not any(_holds(one, note) for one in cited))
    return [CitedLine(note.quote, (note,), item=True) for note in own]


def _holds(quote: Citation, note: Citation) -> bool:
    same = quote.document.id == note.document.id
    return same and quote.start <= note.start and note.end <= quote.end


def label_of(stretch: Stretch, title: str) -> str:
    """The heading without which a stretch tells nothing: a question, or what values are of.

    Or without which it would mislead: what is only proposed is not decided. What minutes say of a
    matter stands under its number, as they are cited. Boxes of a form stand under what they choose
    from, rows under the name of their table: without "Avslag" above it a refused course is one. So
    does what a catalogue says of a course under the course's name.
    """
    above, first = stretch.first.heading, stretch.first
    if above.endswith("?") or _UNDECIDED & sorts_of(above).keys():
        return above
    if first.hit.record.metadata.kind is Kind.COURSE:
        above = first.hit.passage.heading.partition(" › ")[0]
        return "" if CELL_SEPARATOR in above else above
    matter = next(filter(_MATTER.match, first.hit.passage.heading.split(" › ")), "")
    if matter:
        return matter
    is_row = CELL_SEPARATOR in first.text or first.text.startswith((*TICKED, EMPTY))
    alone = len(stretch.sentences) == 1 and (first.is_value or first.is_fact)
    named = above != title and CELL_SEPARATOR not in above
    return above if (alone or is_row) and named else ""


def _lines(stretch: Stretch) -> list[CitedLine]:
    """The sentences of a stretch; list items and table rows on lines of their own."""
    lines: list[CitedLine] = []
    for sentence in stretch.sentences:
        # A footnote's number in the source must not pass for a citation: a word joiner, which
        # nobody sees, keeps the two apart.
        text = _FOOTNOTE.sub("[\u2060\\1]", normalise(sentence.text))
        runs_on = lines and CELL_SEPARATOR not in f"{lines[-1].text}{text}"
        if runs_on and not sentence.is_item:
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {text}")
        else:
            is_numbered = ENUMERATED.match(text) is not None
            is_head = sentence.is_label and CELL_SEPARATOR in text
            lines.append(CitedLine(text, item=sentence.is_item and not is_numbered, head=is_head))
    return lines
