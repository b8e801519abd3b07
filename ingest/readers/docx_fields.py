"""Fields of Word: what is shown of one is its result, and what was filled in or chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.docx_xml import W, number_of, switch_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = f"{W}fldChar"
"""What stands where a field begins, where its result does, and where it ends."""


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of a paragraph; one may stand in another."""

    _before_result: list[bool] = field(default_factory=list)

    @property
    def is_instruction(self) -> bool:
        """Whether what stands here tells how to work out a field, and is not shown."""
        return any(self._before_result)

    def meet(self, mark: _Element) -> str:
        """Goes past a mark; gives what a field of a form shows where it begins."""
        shown = ""
        match mark.get(f"{W}fldCharType"):
            case "begin":
                shown = "" if self.is_instruction else _filled_in(mark)
                self._before_result.append(True)
            case "separate" if self._before_result:
                self._before_result[-1] = False
            case "end" if self._before_result:
                self._before_result.pop()
        return shown


def _filled_in(mark: _Element) -> str:
    """A box of an old form as it is ticked, by a person or from the start; or what was chosen."""
    if (box := mark.find(f"{W}ffData/{W}checkBox")) is not None:
        ticked = switch_of(box, "checked")
        return "☒" if (switch_of(box, "default") if ticked is None else ticked) else "☐"
    choice = mark.find(f"{W}ffData/{W}ddList")
    names = (
        [] if choice is None else [one.get(f"{W}val", "") for one in choice.iter(f"{W}listEntry")]
    )
    chosen = number_of(choice, "result", number_of(choice, "default", 0))
    return names[chosen] if 0 <= chosen < len(names) else ""
