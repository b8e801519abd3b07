"""What sort of document it is."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.data_files import any_of, word_list
from corpus.model import BlockKind, Kind
from corpus.swedish import fold, words
from ingest.metadata.clues import Clues, Finding, from_sidecar

_BY_ENDING = {
    kind: tuple(word_list(kind, __package__))
    for kind in (Kind.STRATEGY, Kind.REPORT, Kind.GUIDANCE)
}
_WHOLE = {
    word: kind
    for kind in (Kind.REPORT, Kind.GUIDANCE, Kind.COURSE)
    for word in word_list(f"{kind}_whole", __package__)
}
_NOT = any_of("other_compounds", __package__, "(?-i:{})")
_OTHER_PAPERS = word_list("other_papers", __package__)
_AFTER_HEAD = word_list("after_head", __package__)
_VERBS = word_list("verbs", __package__)
_CODE = re.compile(r"\b(?:[A-ZÅÄÖ]{6}\d{1,2}[a-z0-9]?|[A-Z]{2}\d{3}[A-Z])\b")
_COURSE_WORDS = frozenset("kurs kursen kurskod kursplan utbildning utbildningen".split())
_CLAUSES = re.compile(r"\s[-–—]\s|[:!?.]\s|[,;()]")
_SUSPENDED = re.compile(r"\w+-\s(?:och|eller|samt)\s")
_COVER_BLOCKS, _COVER_LINE = 6, 80


def find_kind(clues: Clues, title: Finding) -> Finding:
    """The kind that the sidecar states, or that title or cover name; ``page`` where none does."""
    if sidecar := from_sidecar(clues.sidecar.kind):
        return sidecar
    head = " ".join(clues.head)
    if _CODE.search(head) and _COURSE_WORDS & set(words(head)):
        return Finding(Kind.COURSE, "en kurskod i textens början")
    if title.where != "filnamnet" and (finding := _in_title(title.value)):
        return finding
    for place, block in enumerate(clues.first_blocks[:_COVER_BLOCKS]):
        if fold(block.text) == fold(title.value) or (place > 1 and block.kind is BlockKind.HEADING):
            continue  # a heading further down is that of a section
        if finding := _on_cover(block.text):
            return finding
    name = words(re.sub(r"[_\W]+", " ", PurePath(clues.source).stem))
    if name and (kind := _kind_of(name[0])):
        return Finding(kind, f"filnamnets ord ”{name[0]}”")
    return Finding(Kind.PAGE, "inget i texten säger något annat")


def _in_title(title: str) -> Finding | None:
    """The kind that the head of a title names: "Handlingsplan | för …"."""
    tokens = words(title)
    if _OTHER_PAPERS & set(tokens[:1]) or _VERBS & set(tokens):
        return None
    for clause in _CLAUSES.split(_SUSPENDED.sub("", title)):
        for place, token in enumerate(words(clause)):
            if token in _AFTER_HEAD:
                break
            if (kind := _kind_of(token)) and not (token == "råd" and place):  # noqa: S105
                return Finding(kind, f"titelns ord ”{token}”")
    return None


def _on_cover(line: str) -> Finding | None:
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
    return Finding(kind, f"ordet ”{tokens[0]}” i textens början") if kind in _BY_ENDING else None


def _kind_of(token: str) -> Kind | None:
    if token in _WHOLE:
        return _WHOLE[token]
    if _NOT.fullmatch(token):
        return None
    return next((kind for kind, ends in _BY_ENDING.items() if token.endswith(ends)), None)
