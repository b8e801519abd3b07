"""A thumb up or down under an answer, without what was asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.bodies.answer import Status
from assistant.bodies.base import Body
from assistant.bodies.question import Audience


class Vote(Body):
    """Whether an answer helped; its status and passages tell which sort of answer it was."""

    vote: Literal["up", "down"]
    answer_status: Status
    audience: Audience = Audience.JOBSEEKER
    passage_ids: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=100)
