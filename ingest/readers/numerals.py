"""Numbers of pages, headings and list items in letters and Roman numerals."""

from __future__ import annotations

_ROMAN = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)


def roman(number: int) -> str:
    """A number from 1 to 4,000 as a Roman numeral in small letters."""
    result = ""
    for value, sign in _ROMAN:
        times, number = divmod(max(0, min(number, 4000)), value)
        result += sign * times
    return result


def letters(number: int) -> str:
    """A number from 1 as lists count in letters: "a" to "z", then "aa", "bb"."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
