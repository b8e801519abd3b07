"""The codes of EMIL (SS 10700) and what they mean; ``schools.tsv`` has the kinds of school."""

from __future__ import annotations

from collections.abc import Mapping

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
