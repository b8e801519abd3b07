"""The codes of EMIL (SS 10700) and what they mean; ``schools.tsv`` has the kinds of school."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.data_files import word_list

CREDITS, REMOVED, LIVE = (word_list(name, __package__) for name in ("credits", "removed", "live"))

STUDENT_AID: Mapping[str, bool | None] = {
    "ja": True,
    "nej": False,
    "saknas": None,
    **dict.fromkeys(["a 1", "a 1 gr", "a 1 gy", "a 2", "a 3", "b 1", "b 2"], True),
}
"""CSN's sections A and B are those of educations that give study support."""

SEQF = frozenset("12345678")
"""Levels of the Swedish qualifications framework."""

EVENING = {"kväll": True, "kvällstid": True, "dag": False, "dagtid": False, "eftermiddag": False}
"""Mixed times, weekends and no time at all say neither."""

ROLLING: Mapping[str, bool | None] = {"0": None, "1": False, "2": True, "3": True}
"""Conditions of execution: 0 not planned, 1 dated, 2 and 3 start when the learner can."""
