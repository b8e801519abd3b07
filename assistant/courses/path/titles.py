"""What a requirement is called in plain words."""

from __future__ import annotations

from assistant.courses.path.prerequisites import BASIC_LEVEL, Prerequisite
from assistant.courses.tell.figures import listing
from assistant.words.languages import Language
from corpus.swedish import normalise


def title_of(prerequisite: Prerequisite) -> str:
    """The choices in words, what they share said once: "Matematik 2a, 2b eller 2c"."""
    if not prerequisite.choices:
        return normalise(prerequisite.sentence)
    names = list(dict.fromkeys(one.name for one in prerequisite.choices))
    if all(name.endswith(BASIC_LEVEL) for name in names):
        title = _either([name.removesuffix(BASIC_LEVEL) for name in names]) + BASIC_LEVEL
    elif len({name.rpartition(" ")[0] for name in names}) == 1:
        title = _either([names[0], *(name.rpartition(" ")[2] for name in names[1:])])
    else:
        title = _either(names)
    return title[:1].upper() + title[1:]


def _either(names: list[str]) -> str:
    return listing(names, Language.SWEDISH, either=True)
