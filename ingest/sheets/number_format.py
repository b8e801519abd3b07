"""Numbers as a workbook shows them, by the format of their cells (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""The formats that a file need not spell out, by number; the others are days, or as General."""

TEXT_SECTION = 3
"""The place of the section of a format that is for texts: above, below, and at zero come first."""

_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|([-() ]|(?<!E)\+)')
_PATTERN = re.compile(r"[#0?,]*[#0?](?:\.([#0?]+))?(,*)")
_SPACED = re.compile("(?<=[#0]) (?=[#0])")
"""How some formats write the sign of thousands."""
_SIGNS = re.compile(r"0+(?:[-  ]0+)+")
"""Figures between signs, as of numbers that count nothing: "000 00", "000000-0000"."""
_PARTS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def as_seen(value: float, form: str) -> str:
    """A number as it is seen, with a decimal comma: 0.125 as "12,5 %" where its format says so.

    Empty where its format shows nothing of it, as ";;;" does.
    """
    signs = form.replace("\\", "").replace('"', "")
    if value >= 0 and _SIGNS.fullmatch(signs):
        return _between(f"{value:.0f}", signs)
    section, value = _section(value, _SPACED.sub(",", form))
    pattern = _PATTERN.search(_LITERAL.sub("", section))
    if pattern is None:
        plain = not form or "General" in section or "@" in section
        return _plain(value) if plain else _words(section)
    percent = "%" in section
    decimals = pattern[1] or ""
    exact = Decimal(repr(value)) * (100 if percent else 1) / 1000 ** len(pattern[2])
    number = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    sign = "-" if number < 0 else ""
    whole, _, rest = f"{abs(number):f}".partition(".")
    while rest.endswith("0") and len(rest) > decimals.count("0"):
        rest = rest[:-1]
    whole = whole.zfill(pattern[0].partition(".")[0].count("0"))
    if "," in pattern[0].rstrip(","):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ", whole)
    before, after = (_words(part) for part in _around(section))
    return f"{before}{sign}{whole}{f',{rest}' if rest else ''}{after}{' %' if percent else ''}"


def _between(figures: str, signs: str) -> str:
    """The figures of a number in the places that signs part, the last one first."""
    places = re.sub("0", "%s", signs)
    figures = figures.zfill(places.count("%s"))
    extra = len(figures) - places.count("%s")
    return places % (figures[: extra + 1], *figures[extra + 1 :])


def _section(value: float, form: str) -> tuple[str, float]:
    """The part of a format that is for a number, and what it is given: the second has no sign."""
    above, below, zero, *_ = [*_sections(form), None, None]
    if value < 0 and below is not None:
        return below, -value
    return (zero if value == 0 and zero is not None else above or ""), value


@cache
def _sections(form: str) -> list[str]:
    return _PARTS.split(form)


def _plain(value: float) -> str:
    text = str(int(value)) if value.is_integer() else f"{value:.10g}"
    return text.replace(".", ",")


def _around(section: str) -> tuple[str, str]:
    """What a part of a format has before and behind its figures."""
    figures = [at for at, char in enumerate(_LITERAL.sub(_mask, section)) if char in "#0?"]
    return section[: figures[0]], section[figures[-1] + 1 :]


def _mask(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _words(part: str) -> str:
    """The words of a part of a format: of '" kr"' and '[$kr-41D]'."""
    return "".join(map("".join, _LITERAL.findall(re.sub("_.", "", part))))
