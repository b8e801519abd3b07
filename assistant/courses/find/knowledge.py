"""What finding courses knows beside them: places, occupations, Swedish words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.courses.occupations import Occupations
from corpus.data_files import rows
from corpus.lexicon import Lexicon
from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class CourseKnowledge:
    """The tables that courses are found with.

    ``school_words`` has what words are short or common for: "matte" is "matematik".
    """

    gazetteer: Gazetteer
    occupations: Occupations
    lexicon: Lexicon
    school_words: Mapping[str, str]


def load_school_words() -> Mapping[str, str]:
    """What words of the school yard mean."""
    return dict(rows("school_words.tsv", __package__))
