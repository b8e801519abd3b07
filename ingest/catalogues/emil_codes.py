"""The codes of EMIL (SS 10700) and what they mean: kinds of school, study support, times of study.

The kinds of school are those of the standard's third edition as Skolverket publishes them, with
the names that people use; the second edition writes some of them out.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.courses import Level

SCHOOLS: Mapping[str, tuple[Level | None, str]] = {
    "AU": (Level.OTHER, "annan undervisning"),
    "AUB": (Level.LABOUR_MARKET, "arbetsmarknadsutbildning"),
    "FHS": (Level.FOLK, "folkhögskola"),
    "FKLASS": (Level.OTHER, "förskoleklass"),
    "FTH": (Level.OTHER, "fritidshem"),
    "GR": (Level.OTHER, "grundskola"),
    "GRAN": (Level.OTHER, "anpassad grundskola"),
    "GY": (Level.YOUTH, "gymnasieskola"),
    "GYAN": (Level.YOUTH, "anpassad gymnasieskola"),
    "HS": (Level.UNIVERSITY, "högskola"),
    "KKU": (Level.ARTS, "konst- och kulturutbildning"),
    "KU": (Level.OTHER, "kulturskola"),
    "NY": (Level.OTHER, "nationell yrkesutbildning"),
    "OPPFTH": (Level.OTHER, "öppen fritidsverksamhet"),
    "SAM": (Level.OTHER, "sameskola"),
    "SP": (Level.OTHER, "specialskola"),
    "STF": (Level.OTHER, "studieförbund"),
    # Every kind of municipal adult education goes under this one: the level is not said.
    "VUX": (None, "kommunal vuxenutbildning"),
    "VUXGR": (Level.BASIC, "grundläggande vuxenutbildning"),
    "VUXGRAN": (Level.ADAPTED_BASIC, "anpassad utbildning på grundläggande nivå"),
    "VUXGY": (Level.UPPER, "gymnasial vuxenutbildning"),
    "VUXGYAN": (Level.ADAPTED_UPPER, "anpassad utbildning på gymnasial nivå"),
    "VUXSFI": (Level.SFI, "svenska för invandrare (sfi)"),
    "YH": (Level.HIGHER_VOCATIONAL, "yrkeshögskola"),
}

_WRITTEN_OUT = {
    **{name: level for level, name in SCHOOLS.values()},
    "folkhögskoleutbildning": Level.FOLK,
    "högskoleutbildning": Level.UNIVERSITY,
    "yrkeshögskoleutbildning": Level.HIGHER_VOCATIONAL,
    "svenska för invandrare": Level.SFI,
    "utbildning i svenska för invandrare": Level.SFI,
    "sfi": Level.SFI,
}

FORMS = frozenset(["kurs", "kurspaket", "program"])
CREDITS = frozenset(["hp", "yh", "gy", "fup", "vp", "nyp"])
BODIES = frozenset(["kommunal", "region", "statlig", "enskild", "annan"])

STUDENT_AID: Mapping[str, bool | None] = {
    "ja": True,
    "nej": False,
    "saknas": None,
    **dict.fromkeys(["a 1", "a 1 gr", "a 1 gy", "a 2", "a 3", "b 1", "b 2"], True),
}
"""CSN's sections A and B are those of educations that give study support."""

EVENING = {"kväll": True, "kvällstid": True, "dag": False, "dagtid": False, "eftermiddag": False}
"""Mixed times, weekends and no time at all say neither."""

ROLLING: Mapping[str, bool | None] = {"0": None, "1": False, "2": True, "3": True}
"""Conditions of execution: 0 not planned, 1 dated, 2 and 3 start when the learner can."""

REMOVED = frozenset(
    "deleted delete removed remove inactive unpublished tombstone expired borttagen".split()
)
LIVE = frozenset("active published new updated created changed aktiv publicerad".split())


def school(code: str) -> tuple[Level | None, str] | None:
    """Level and plain Swedish name of a kind of school, given by code or name."""
    if found := SCHOOLS.get(code.upper()):
        return found
    word = code.lower()
    return (_WRITTEN_OUT[word], word) if word in _WRITTEN_OUT else None
