"""Masks personal data: identity numbers, phone numbers, e-mail and street addresses.

A placeholder such as ``[telefon]`` takes the place of each; a second, different number of the same
exchange is ``[telefon 2]``. Names of persons, places and schools, dates, amounts and codes stay.

Who sends a text away calls ``masked_or_refused`` and sends nothing if it raises.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from assistant.privacy.address import addresses
from assistant.privacy.email import emails
from assistant.privacy.identity import identities
from assistant.privacy.phone import phones
from assistant.privacy.plain import plain
from assistant.privacy.runs import runs
from assistant.privacy.span import PersonalData, Span

_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PersonalData)})(?: [0-9]+)?\]")
_ROUNDS = 10
"""What stands beside a number can hide another; each round sees the text without those found."""


class MaskingFailed(Exception):
    """Something went wrong while masking: the text must go nowhere. Holds nothing of the text."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal data, and how much of each sort it held."""

    text: str
    counts: dict[PersonalData, int]


@dataclass(slots=True)
class Masker:
    """Masks the texts of one exchange (question, history, passages) alike, and restores answers.

    The same number has the same placeholder in every text, whatever way it is written.
    """

    _placeholders: dict[tuple[PersonalData, str], str] = field(default_factory=dict, repr=False)
    _originals: dict[str, str] = field(default_factory=dict, repr=False)
    _used: Counter[PersonalData] = field(default_factory=Counter, repr=False)

    def mask(self, text: str) -> Masked:
        """A text with placeholders for what is personal.

        Raises:
            MaskingFailed: however often it is looked through, there is more to mask.
        """
        counts: Counter[PersonalData] = Counter()
        for _ in range(_ROUNDS):
            text, masked = self._once(text)
            counts += masked
            if not masked:
                return Masked(text, dict(counts))
        raise MaskingFailed("something was left after masking")

    def _once(self, text: str) -> tuple[str, Counter[PersonalData]]:
        read = plain(text)
        pieces: list[str] = []
        counts: Counter[PersonalData] = Counter()
        done = 0
        for start, end, sort in _spans(read.text):
            first, last = read.origin(start, end)
            pieces += (
                text[done:first],
                self._placeholder(sort, read.text[start:end], text[first:last]),
            )
            counts[sort] += 1
            done = last
        return "".join((*pieces, text[done:])), counts

    def restore(self, text: str) -> str:
        """A text with what was masked put back, for the eyes of who asked.

        Contact details of a document belong in an answer; an identity number never does, and a
        placeholder for one stays.
        """
        return _PLACEHOLDER.sub(lambda match: self._originals.get(match[0], match[0]), text)

    def _placeholder(self, sort: PersonalData, read: str, original: str) -> str:
        key = sort, "".join(one for one in read.casefold() if one.isalnum())
        if key not in self._placeholders:
            self._used[sort] += 1
            count = self._used[sort]
            made = f"[{sort}]" if count == 1 else f"[{sort} {count}]"
            self._placeholders[key] = made
            if sort is not PersonalData.IDENTITY:
                self._originals[made] = original
        return self._placeholders[key]


def mask(text: str) -> Masked:
    """A text with placeholders for what is personal; as ``Masker.mask``."""
    return Masker().mask(text)


def masked_or_refused(text: str, masker: Masker | None = None) -> str:
    """A masked text, looked through until nothing personal is left, to be sent or stored.

    Args:
        text: what is to leave the process.
        masker: the exchange's, so that an answer can be restored; a new one if left out.

    Raises:
        MaskingFailed: it could not be masked, or something personal was left: send nothing.
    """
    try:
        return (masker or Masker()).mask(text).text
    except Exception:  # noqa: BLE001 - whatever it is; and without it, for it may hold the text
        raise MaskingFailed("the text could not be masked") from None


def _spans(text: str) -> list[Span]:
    """What is personal in a text, in order; where two overlap, both as the sort of the first."""
    figures = list(runs(text))
    every = (*emails(text), *identities(text, figures), *phones(figures), *addresses(text))
    merged: list[Span] = []
    for span in sorted(every):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = last._replace(end=max(last.end, span.end))
        else:
            merged.append(span)
    return merged
