"""Numbers of pages, headings and list items in letters and Roman numerals."""

from __future__ import annotations

_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_SIGNS = "m cm d cd c xc l xl x ix v iv i".split()


def roman(number: int) -> str:
    """A number from 1 to 4,000 as a Roman numeral in small letters."""
    result = ""
    for value, sign in zip(_VALUES, _SIGNS, strict=True):
        times, number = divmod(max(0, min(number, 4000)), value)
        result += sign * times
    return result


def letters(number: int) -> str:
    """A number from 1 as lists count in letters: "a" to "z", then "aa", "bb"."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def in_form(number: int, form: str) -> str:
    """A number in one of the forms that Word names "upperRoman", "lowerLetter" and the like."""
    written = {"Roman": roman, "Letter": letters}.get(form[5:], str)(number)
    return written.upper() if form.startswith("upper") else written


ROMAN = {roman(number): number for number in range(1, 400)}
"""The value of each Roman numeral in small letters of which a page may have one."""
