"""The XML of workbooks, read as a stream: a million empty rows take no room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], object]


def parser(start: Start, end: Callable[[str], object] | None = None) -> expat.XMLParserType:
    """A parser that hands on elements by their names without prefix."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end:
        made.EndElementHandler = lambda name: end(_local(name))
    return made


def _local(name: str) -> str:
    return name.rpartition(":")[2]
