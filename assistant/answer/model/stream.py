"""Reading a reply while it comes: each claim as soon as it is whole."""

from __future__ import annotations

import json
import re
from typing import get_args

from pydantic import ValidationError

from assistant.answer.model.schema import Claim, Coverage

LONGEST = 60_000
"""Characters of the longest reply that is read; a longer one is no answer."""

_CLAIMS = "claims"
_LIST = re.compile(rf'"{_CLAIMS}"\s*:\s*\Z')


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
        self._at = 0
        self._open: list[str] = []
        self._in_string = self._escaped = self._listed = False
        self._start = self._element = 0
        self.begun = self.complete = False
        self.coverage: Coverage = "part"

    def feed(self, piece: str) -> list[Claim]:
        """The claims that a further piece of the reply completes.

        Raises:
            Garbled: the reply is too long, or holds a claim that cannot be read.
        """
        self._text += piece
        if len(self._text) > LONGEST:
            raise Garbled
        claims = []
        while self._at < len(self._text) and not self.complete:
            claim = self._step(self._text[self._at])
            self._at += 1
            if claim is not None:
                claims.append(claim)
        return claims

    def _step(self, letter: str) -> Claim | None:
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif letter == "\\":
                self._escaped = True
            elif letter == '"':
                self._in_string = False
        elif letter == '"':
            self._in_string = bool(self._open)
        elif letter in "{[":
            self._opened(letter)
        elif letter in "}]" and self._open:
            return self._closed(letter)
        return None

    def _opened(self, letter: str) -> None:
        if not self._open:
            if letter == "[":
                return
            self._start = self._at
        elif self._open == ["{"] and letter == "[":
            self._listed = _LIST.search(self._text, self._start, self._at) is not None
            self.begun = self.begun or self._listed
        elif self._open == ["{", "["] and letter == "{":
            self._element = self._at
        self._open.append(letter)

    def _closed(self, letter: str) -> Claim | None:
        if {"{": "}", "[": "]"}[self._open.pop()] != letter:
            self._open.clear()
            return None
        if self._open == ["{", "["] and letter == "}" and self._listed:
            try:
                return Claim.model_validate_json(self._text[self._element : self._at + 1])
            except ValidationError as error:
                raise Garbled from error
        if not self._open:
            self._ended(self._text[self._start : self._at + 1])
        return None

    def _ended(self, text: str) -> None:
        """The outermost object has ended: the reply, unless it is something else."""
        try:
            reply = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(reply.get(_CLAIMS), list):
            self.complete = True
            if reply.get("found") in get_args(Coverage):
                self.coverage = reply["found"]
