"""Reading a reply while it comes: each claim as soon as it is whole."""

from __future__ import annotations

import json
import re
from typing import get_args

from pydantic import ValidationError

from assistant.answer.model.schema import Claim, Coverage

LONGEST = 60_000
"""Characters of the longest reply that is read; a longer one is no answer."""

MOST_OBJECTS = 50
"""Objects among which the reply is looked for: a model may write others before it."""

_BEGUN = re.compile(r'"claims"\s*:\s*\[')
_DECODER = json.JSONDecoder()


class Garbled(Exception):
    """The reply is not what was asked for."""


class ReplyReader:
    """Finds the claims in the pieces of a reply.

    The reply is one JSON object with a list of claims. What a model may write around it (a
    fence, a thought, another object) is passed over. ``begun`` tells whether a list of claims
    has begun, ``complete`` whether the whole reply has come; ``coverage`` is how much of the
    question it says that it answers.
    """

    def __init__(self) -> None:
        self._text = ""
        self._given = 0
        self.complete = False
        self.coverage: Coverage = "part"

    @property
    def begun(self) -> bool:
        """Whether a list of claims has begun."""
        return _BEGUN.search(self._text) is not None

    def feed(self, piece: str) -> list[Claim]:
        """The claims that a further piece of the reply completes.

        Raises:
            Garbled: the reply is too long, or holds a claim that cannot be read.
        """
        self._text += piece
        if len(self._text) > LONGEST:
            raise Garbled
        if "}" not in piece or self.complete:
            return []
        claims = self._so_far()[self._given :]
        self._given += len(claims)
        try:
            return [Claim.model_validate(claim) for claim in claims]
        except ValidationError as error:
            raise Garbled from error

    def _so_far(self) -> list[object]:
        """The whole claims of the text up to its last brace, as JSON has them."""
        end = self._text.rindex("}") + 1
        starts = [match.start() for match in re.finditer(r"\{", self._text)][:MOST_OBJECTS]
        for start in starts:
            for ending in ("", "]}"):  # as it is, or with a list of claims still open
                try:
                    reply, _ = _DECODER.raw_decode(f"{self._text[start:end]}{ending}")
                except (ValueError, RecursionError):
                    continue
                if not isinstance(claims := reply.get("claims"), list):
                    break
                self.complete = not ending
                if self.complete and reply.get("found") in get_args(Coverage):
                    self.coverage = reply["found"]
                return [claim for claim in claims if isinstance(claim, dict)]
        return []
