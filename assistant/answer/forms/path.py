"""The way to an occupation: its steps, what must be known of them, and who decides."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.compose import CitedLine, CitedPart, note
from assistant.bodies.answer import PartKind
from assistant.bodies.paths import PathBody
from assistant.courses.path.prose import heading, numbered_steps

_HEADING = "{way}, så långt kurskatalogerna berättar"


def path_parts(path: PathBody) -> Iterator[CitedPart]:
    """The steps as one part, then the notes."""
    yield CitedPart(
        PartKind.PATH,
        tuple(CitedLine(line) for line in numbered_steps(path)),
        heading=_HEADING.format(way=heading(path.occupation.name if path.occupation else "")),
    )
    for text in filter(None, [" ".join(path.notes), path.decides]):
        yield note(text)
