"""JSON as files really hold it: odd values are marked as such, broken files say where."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.readers.reading import Unreadable


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that JSON does not allow, or that stands there twice; ``reason`` is Swedish."""

    reason: str
    values: tuple[object, ...] = ()


def parse_json(text: str, rename: Callable[[str], str] = str) -> object:
    """The value that a JSON text stands for, with every number as the text it is written as.

    So no number is too large, and a cell with ``"50"`` reads like one with ``50``. ``NaN`` and a
    name that stands twice in an object with different values become ``Odd``. ``rename`` is given
    every name of an object.

    Raises:
        Unreadable: the text is no JSON, or nested too deep; the message has the line.
    """
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_int=str,
            parse_float=str,
            parse_constant=lambda constant: Odd(f"är {constant}, som inte är ett värde"),
            object_pairs_hook=lambda pairs: _object([(rename(n), v) for n, v in pairs]),
            strict=False,  # a line break inside a text is a small fault
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"är ingen hel JSON-fil: felet står på rad {error.lineno}, tecken {error.colno}. "
            "Hämta filen på nytt, eller rätta raden."
        ) from error
    except RecursionError as error:
        raise Unreadable(
            "är en JSON-fil med alltför många nivåer inuti varandra. Hämta filen på nytt."
        ) from error


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in pairs:
        before = fields.get(name)
        if name not in fields or before == value:
            fields[name] = value
        else:
            values = before.values if isinstance(before, Odd) and before.values else (before,)
            fields[name] = Odd("står två gånger med olika värden", (*values, value))
    return fields
