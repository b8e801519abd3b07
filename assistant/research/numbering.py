"""The numbers of a reply's citations."""

from __future__ import annotations

from assistant.bodies.answer import Citation


class CitationNumbers:
    """Numbers the citations of one reply from 1, each place once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}

    def number(self, quote: Citation) -> Citation:
        """A citation with its number."""
        place = quote.document.id, quote.start, quote.end
        number = self._numbers.setdefault(place, len(self._numbers) + 1)
        return quote.model_copy(update={"n": number})
