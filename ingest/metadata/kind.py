"""What sort of document it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from corpus.model import Kind
from corpus.swedish import words
from ingest.metadata.evidence import Evidence, Find

# What the last part of a Swedish compound says: "kompetensförsörjningsstrategi" is a strategy.
_ENDINGS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.STRATEGY,
        "strategi strategin strategier plan planen program programmet policy policyn vision "
        "styrdokument inriktningsdokument målbild färdplan agenda överenskommelse",
    ),
    (
        Kind.REPORT,
        "rapport rapporten rapporter utvärdering utvärderingen förstudie förstudien studie "
        "dokumentation betänkande utredning kartläggning undersökning redovisning uppföljning "
        "analys granskning årsredovisning lägesbild report evaluation",
    ),
    (
        Kind.GUIDANCE,
        "vägledning handledning handbok guide råd stödmaterial lathund checklista manual "
        "riktlinjer rekommendationer",
    ),
)
_WHOLE = {
    "sou": Kind.REPORT,
    "ds": Kind.REPORT,
    "kurs": Kind.COURSE,
    "kursplan": Kind.COURSE,
    "utbildningsplan": Kind.COURSE,
    "kursbeskrivning": Kind.COURSE,
}
# Compounds whose last part says something else than the word alone does.
_NOT = re.compile(
    r"(?:yrkes|studie)vägledning|(?:flyg|mark|tids?|hem|jäm|bo|botten|yrkes|introduktions|data)"
    r"(?:plan|planen|program|programmet)|\w*(?:verks|styrel|kommunal|stads|lands|kompetens|för)råd|"
    r"(?:om|in)råd|försökring"
)
# A title with a verb tells news: "Regeringen beslutar om ny strategi".
_VERBS = frozenset(
    "ska skall får fick ger gav presenterar presenterade föreslår föreslog beslutar beslutade "
    "inför införs tillsätter utser stärker stärks satsar vill har hade är var blir blev bjuder "
    "besöker "
    "besökte träffar träffade välkomnar lämnar lämnade överlämnar överlämnade tar tog utökar "
    "förlänger förlängs kommer kan behöver behövs startar lanserar".split()
)
_CODE = re.compile(r"\b(?:[A-ZÅÄÖ]{6}\d{1,2}[a-z0-9]?|[A-Z]{2}\d{3}[A-Z])\b")
_COURSE_WORDS = frozenset("kurs kursen kurskod kursplan utbildning utbildningen".split())
_REACH = 6
_COVER_LINE = 80


def find_kind(evidence: Evidence, title: Find) -> Find:
    """The kind that the sidecar states, or that title or cover name; ``page`` where none does."""
    if evidence.sidecar.kind:
        return Find(evidence.sidecar.kind, "metadatafilen")
    head = " ".join(block.text for block in evidence.first_blocks)
    if _CODE.search(head) and _COURSE_WORDS & set(words(head)):
        return Find(Kind.COURSE, "en kurskod i textens början")
    if title.where != "filnamnet" and (found := _named(words(title.value), title=True)):
        return Find(found[0], f"titelns ord ”{found[1]}”")
    for block in evidence.first_blocks:
        own = words(block.text[:_COVER_LINE])
        cover = block.text.isupper() or len(block.text) <= _COVER_LINE
        if cover and own and (found := _named(own[:1], title=False)):
            return Find(found[0], f"ordet ”{found[1]}” i textens början")
    name = words(re.sub(r"[_\W]+", " ", PurePath(evidence.source).stem))
    if found := _named(name[:2], title=False):
        return Find(found[0], f"filnamnets ord ”{found[1]}”")
    return Find(Kind.PAGE, "inget i texten säger något annat")


def _named(tokens: Sequence[str], *, title: bool) -> tuple[Kind, str] | None:
    """The kind that the first telling word names: in Swedish titles the head comes first."""
    if title and _VERBS & set(tokens):
        return None
    for token in tokens[:_REACH]:
        if kind := _WHOLE.get(token):
            return kind, token
        if _NOT.fullmatch(token):
            continue
        for kind, endings in _ENDINGS:
            if any(token.endswith(ending) for ending in endings.split()):
                return kind, token
    return None
