"""Courses of Gy11 and subject levels of Gy25 (from 1 July 2025), side by side.

``course_names.tsv`` beside this file has a row for each pair: the codes and names that Skolverket
gave them, as municipalities' tables of both set them on one row. Where nobody is known to have
paired a course, its Gy25 cells are empty: a level is never worked out from the number of a course
("Engelska 6" is level 2, "Matematik 3b" level 1b of another subject).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.bodies.paths import NamePair
from corpus.data_files import records
from corpus.swedish import fold

_BETWEEN = re.compile(r"[\s,–-]+")
_LETTER = re.compile(r"(?<=\d)[a-c]\d?$")


class CourseNames:
    """Pairs of names, looked up by either name or code. Safe to share.

    ``subjects`` are those of all courses that are numbered, as Gy11 and Gy25 name them, longest
    first.
    """

    def __init__(self, pairs: Iterable[NamePair]) -> None:
        self._pairs: dict[str, list[NamePair]] = {}
        subjects: set[str] = set()
        for pair in pairs:
            names = [name for name in (pair.gy11, pair.gy25) if name]
            subjects.update(_subject(name) for name in names if _is_numbered(name))
            keys = [_plain(key) for key in (*names, pair.gy11_code, pair.gy25_code) if key]
            # By a name without its letter all that share it.
            keys += [_LETTER.sub("", key) for key in keys if " " in key]
            for key in dict.fromkeys(keys):
                self._pairs.setdefault(key, []).append(pair)
        self.subjects = tuple(sorted(subjects, key=lambda name: (-len(name), name)))

    def of(self, name: str) -> tuple[NamePair, ...]:
        """The courses that a name or a code stands for, in either system; none where unknown.

        "Matematik 2b" is one; "Matematik 2" stands for 2a, 2b and 2c. A catalogue's additions after
        the name ("Matematik 2b Kväll") are passed over.
        """
        whole = _plain(name)
        words = whole.split(" ")
        beginnings = (" ".join(words[:length]) for length in range(len(words) - 1, 0, -1))
        numbered = (start for start in beginnings if any(char.isdigit() for char in start))
        return next((tuple(self._pairs[k]) for k in (whole, *numbered) if k in self._pairs), ())


def load_course_names() -> CourseNames:
    """The project's own table."""
    return CourseNames(
        NamePair(row["gy11"], row["gy11_code"], row["gy25"] or None, row["gy25_code"] or None)
        for row in records("course_names.tsv", __package__)
    )


def _is_numbered(name: str) -> bool:
    return name[-1].isdigit() or _LETTER.search(name) is not None


def _subject(name: str) -> str:
    return name.rpartition(" ")[0].removesuffix(" nivå")


def _plain(name: str) -> str:
    """A name with its separators as single spaces: "Engelska, nivå 2" is "engelska nivå 2"."""
    return _BETWEEN.sub(" ", fold(name)).strip()
