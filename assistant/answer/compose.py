"""Putting chosen stretches into words: quotes with their numbers, and nothing of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer.check import stands
from assistant.answer.extractive.selection import Stretch
from assistant.answer.extractive.sentences import ENUMERATED
from assistant.bodies.answer import Citation
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import Audience
from corpus.model import CELL_SEPARATOR, Document
from corpus.swedish import normalise

_FOOTNOTE = re.compile(r"\[(\d+)\]")


def cite(
    chosen: Sequence[Stretch], document_of: Callable[[str], Document | None]
) -> list[tuple[Stretch, Citation]]:
    """Each stretch with its citation, numbered from 1; one that does not verify is left out.

    Document by document in the order of the best stretch, the likeliest first; inside a stretch
    the sentences stand as they are read.
    """
    documents = {s.first.document_id: document_of(s.first.document_id) for s in chosen}
    order = list(documents)
    result: list[tuple[Stretch, Citation]] = []
    for stretch in sorted(chosen, key=lambda s: (order.index(s.first.document_id), -s.probability)):
        document = documents[stretch.first.document_id]
        # The passages were found a moment ago; the document may have been replaced since.
        if document is None or not all(stands(document, s) for s in stretch.sentences):
            continue
        start, end = stretch.first.start, stretch.end
        quote = normalise(document.text[start:end])
        hit = stretch.first.hit
        citation = Citation(
            n=len(result) + 1,
            quote=quote,
            pages=[p.number for p in document.pages_of(start, end) if p.number is not None],
            passage_id=hit.passage.id,
            start=start,
            end=end,
            ocr=document.metadata.ocr,
            document=DocumentRef.of(hit.record),
        )
        result.append((stretch, citation))
    return result


def wording(cited: Sequence[tuple[Stretch, Citation]], audience: Audience) -> str:
    """The answer's text: a paragraph a quote, headed by its document where there are several.

    Staff and counsellors get source, year and page in the text, ready for a memo.
    """
    several = len({citation.document.id for _, citation in cited}) > 1
    paragraphs = []
    headed = ""
    for stretch, citation in cited:
        body = f"{_quoted(stretch)} [{citation.n}]"
        if audience is not Audience.JOBSEEKER:
            body += f" ({reference(citation)})"
        elif several and citation.document.id != headed:
            body = f"{citation.document.title}:\n{body}"
        headed = citation.document.id
        paragraphs.append(body)
    return "\n\n".join(paragraphs)


def reference(citation: Citation) -> str:
    """Title, year and page as one writes them in a memo: "Handlingsplan, 2024, s. 8"."""
    parts = [citation.document.title]
    if citation.document.published:
        parts.append(citation.document.published[:4])
    if citation.pages:
        parts.append("s. " + "–".join(str(page) for page in citation.pages))
    return ", ".join(parts)


def _quoted(stretch: Stretch) -> str:
    """The stretch between quotation marks; list items and table rows on lines of their own."""
    text = ""
    for sentence in stretch.sentences:
        # A footnote's number in the source must not pass for a citation: a word joiner, which
        # nobody sees, keeps the two apart.
        said = _FOOTNOTE.sub("[\u2060\\1]", normalise(sentence.text))
        if sentence.is_item:
            text += f"\n{said}" if ENUMERATED.match(said) else f"\n– {said}"
        elif CELL_SEPARATOR in said:
            text += f"\n{said}"
        else:
            text += f" {said}"
    return f"”{text.strip()}”"
