"""What sort of document it is."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.model import Kind
from corpus.swedish import fold, words
from ingest.metadata.evidence import Evidence, Find

# What the last part of a Swedish compound says: "kompetensförsörjningsstrategi" is a strategy.
_ENDINGS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.STRATEGY,
        "strategi strategin strategier plan planen program programmet policy policyn vision "
        "styrdokument inriktningsdokument målbild agenda strategy",
    ),
    (
        Kind.REPORT,
        "rapport rapporten rapporter utvärdering utvärderingen förstudie förstudien studie "
        "dokumentation betänkande utredning kartläggning undersökning redovisning uppföljning "
        "analys granskning lägesbild report evaluation",
    ),
    (
        Kind.GUIDANCE,
        "vägledning handledning handbok guide stödmaterial lathund checklista manual riktlinjer "
        "rekommendationer",
    ),
)
_WHOLE = {
    "sou": Kind.REPORT,
    "ds": Kind.REPORT,
    "råd": Kind.GUIDANCE,
    "kurs": Kind.COURSE,
    "kursplan": Kind.COURSE,
    "utbildningsplan": Kind.COURSE,
    "kursbeskrivning": Kind.COURSE,
}
# Words that open the titles of other papers about a report or a strategy.
_OTHERS = frozenset(
    "uppdrag remiss remissvar lagrådsremiss proposition pressträff pressmeddelande ansökan "
    "inbjudan protokoll anförande tal debattartikel yttrande sammanfattning tilläggsdirektiv "
    "kommittédirektiv".split()
)
# Compounds whose last part says something else than the word alone does.
_NOT = re.compile(
    r"(?:yrkes|studie)vägledning|"
    r"(?:flyg|mark|hem|jäm|bo|botten|yrkes|introduktions|data|radio|tv)(?:plan|planen|program|programmet)"
)
# What follows the head of a Swedish title: "Satsning på | nytt program" is no program.
_AFTER_HEAD = frozenset(
    "om för av i på till med inom från vid hos mellan under över utan enligt avseende att som "
    "och samt genom mot efter utifrån angående rörande".split()
)
# A title with a verb tells news: "Regeringen beslutar om ny strategi".
_VERBS = frozenset(
    "ska skall får fick ger gav presenterar presenterade föreslår föreslog beslutar beslutade "
    "inför införs tillsätter tillsätts utser stärker stärks satsar vill har hade är var blir blev "
    "bjuder besöker besökte träffar träffade välkomnar lämnar lämnade överlämnar överlämnade tar "
    "tog utökar förlänger förlängs kommer kan behöver behövs startar lanserar visar".split()
)
_CODE = re.compile(r"\b(?:[A-ZÅÄÖ]{6}\d{1,2}[a-z0-9]?|[A-Z]{2}\d{3}[A-Z])\b")
_COURSE_WORDS = frozenset("kurs kursen kurskod kursplan utbildning utbildningen".split())
_CLAUSES = re.compile(r"\s[-–—]\s|[:!?.]\s|[,;()]")
_SUSPENDED = re.compile(r"\w+-\s(?:och|eller|samt)\s")
_COVER_BLOCKS, _COVER_LINE = 6, 80


def find_kind(evidence: Evidence, title: Find) -> Find:
    """The kind that the sidecar states, or that title or cover name; ``page`` where none does."""
    if evidence.sidecar.kind:
        return Find(evidence.sidecar.kind, "metadatafilen")
    head = " ".join(evidence.head)
    if _CODE.search(head) and _COURSE_WORDS & set(words(head)):
        return Find(Kind.COURSE, "en kurskod i textens början")
    if title.where != "filnamnet" and (found := _named(title.value)):
        return Find(found[0], f"titelns ord ”{found[1]}”")
    for place, block in enumerate(evidence.first_blocks[:_COVER_BLOCKS]):
        if fold(block.text) == fold(title.value) or (place > 1 and block.level):
            continue  # a heading further down is that of a section
        if found := _on_cover(block.text):
            return Find(found[0], f"ordet ”{found[1]}” i textens början")
    name = words(re.sub(r"[_\W]+", " ", PurePath(evidence.source).stem))
    if name and (kind := _kind_of(name[0])):
        return Find(kind, f"filnamnets ord ”{name[0]}”")
    return Find(Kind.PAGE, "inget i texten säger något annat")


def _named(title: str) -> tuple[Kind, str] | None:
    """The kind that the head of a title names, and the word: "Handlingsplan | för …"."""
    tokens = words(title)
    if _VERBS & set(tokens) or (tokens and tokens[0] in _OTHERS):
        return None
    for clause in _CLAUSES.split(_SUSPENDED.sub("", title)):
        for place, token in enumerate(words(clause)):
            if token in _AFTER_HEAD:
                break
            if (kind := _kind_of(token)) and not (token == "råd" and place):  # noqa: S105
                return kind, token
    return None


def _on_cover(line: str) -> tuple[Kind, str] | None:
    """The kind that a line of a cover names: "SLUTRAPPORT 2008-09-23", "Betänkande av …"."""
    tokens = words(line)
    if not tokens or _VERBS & set(tokens[:8]):
        return None
    capitals = line.split(maxsplit=1)[0].isupper() and len(tokens[0]) > 4
    definite = tokens[0].endswith(("en", "et"))
    if not capitals and (len(line) > _COVER_LINE or definite or line.endswith(":")):
        return None
    if tokens in (["program"], ["plan"]):
        return None  # heads the agenda of a visit or a meeting
    kind = _kind_of(tokens[0])
    return (kind, tokens[0]) if kind in {Kind.REPORT, Kind.STRATEGY, Kind.GUIDANCE} else None


def _kind_of(token: str) -> Kind | None:
    if token in _WHOLE:
        return _WHOLE[token]
    if _NOT.fullmatch(token):
        return None
    for kind, endings in _ENDINGS:
        if any(token.endswith(ending) for ending in endings.split()):
            return kind
    return None
