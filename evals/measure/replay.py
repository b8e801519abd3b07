"""Plays back a model's replies to the questions of a file, and writes out what a model is asked.

A file of requests has a line a question: ``id``; ``kind`` (``answer``, or ``plan`` where it is
asked how to search); ``messages`` as a chat model gets them, with a fixed fence. A file
of replies has ``id``, ``kind`` where it is not ``answer``, and ``reply``: the object that the model
would reply with. In ``at`` a sentence may stand in place of its number: then the reply lasts when
the search brings the sentences in another order.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from assistant.bodies.question import Question
from corpus.swedish import normalise
from evals.measure.question_file import EvalQuestion, Line, load_lines

Kind = Literal["answer", "plan"]

_FENCE = re.compile(r"(?<=källor-)[a-z]{12}")
_FIXED = "fence"
_NUMBERED = re.compile(r"^\[(\d+\.\d+)\] (?:– )?(.*)$", re.MULTILINE)
_SOURCES = "<källor-"


class Message(BaseModel):
    """What one side says to the model."""

    role: str
    content: str


class Recorded(Line):
    """What belongs to one call of the model: a question has one of each kind at most."""

    kind: Kind = "answer"

    @property
    def key(self) -> str:
        """What tells the call apart from all others."""
        return f"{self.id} {self.kind}"


class RecordedRequest(Recorded):
    """What the model is asked about a question."""

    messages: list[Message]

    @property
    def sentences(self) -> dict[str, str]:
        """The sentences of the sources by their numbers."""
        return {n: normalise(text) for n, text in _NUMBERED.findall(self.messages[-1].content)}


class RecordedClaim(BaseModel):
    """A claim of a reply; ``at`` has numbers or whole sentences."""

    at: list[str]
    text: str = ""


class RecordedAnswer(BaseModel):
    """An answer of a model."""

    found: Literal["all", "part", "none"]
    claims: list[RecordedClaim]

    def pointing(self, sentences: Mapping[str, str]) -> RecordedAnswer:
        """The same with numbers in place of sentences; a sentence that is not there stays."""
        numbers = {text: number for number, text in sentences.items()}
        claims = [
            claim.model_copy(update={"at": [numbers.get(normalise(one), one) for one in claim.at]})
            for claim in self.claims
        ]
        return self.model_copy(update={"claims": claims})


class RecordedReply(Recorded):
    """What a model replied, or would have."""

    reply: RecordedAnswer | dict[str, object] = Field(union_mode="left_to_right")


@dataclass
class Replay:
    """A server of replies; ``asking`` is the id of the question that is being asked.

    ``requests`` are those that came, by question and kind; a request without a reply gets none,
    and its answer is made without a model.
    """

    replies: Mapping[tuple[str, Kind], RecordedReply]
    url: str = ""
    asking: str = ""
    requests: dict[tuple[str, Kind], RecordedRequest] = field(default_factory=dict)

    def reply(self, messages: Sequence[Message]) -> str | None:
        """The reply to what is asked, as JSON; None where there is none."""
        asked = [
            Message(role=one.role, content=_FENCE.sub(_FIXED, one.content)) for one in messages
        ]
        kind: Kind = "answer" if _SOURCES in asked[-1].content else "plan"
        request = RecordedRequest(id=self.asking, kind=kind, messages=asked)
        self.requests[self.asking, kind] = request
        recorded = self.replies.get((self.asking, kind))
        if recorded is None:
            return None
        if isinstance(recorded.reply, RecordedAnswer):
            return recorded.reply.pointing(request.sentences).model_dump_json()
        return json.dumps(recorded.reply, ensure_ascii=False)

    def ids(self, questions: Sequence[EvalQuestion]) -> dict[str, str]:
        """The ids of questions by what tells them apart."""
        return {_key(Question(question=q.question, history=q.history)): q.id for q in questions}

    def expect(self, question: Question, ids: Mapping[str, str]) -> None:
        """What comes next is asked about this question."""
        self.asking = ids[_key(question)]

    def write(self, path: Path) -> None:
        """Writes the requests that came, a line each."""
        lines = (f"{request.model_dump_json()}\n" for request in self.requests.values())
        path.write_text("".join(lines), encoding="utf-8")


def load_replies(path: Path) -> dict[tuple[str, Kind], RecordedReply]:
    """The replies of a file, by question and kind.

    Raises:
        QuestionFileError: the file cannot be used.
    """
    return {(reply.id, reply.kind): reply for reply in load_lines(path, RecordedReply)}


@contextmanager
def replay_server(replies: Mapping[tuple[str, Kind], RecordedReply]) -> Iterator[Replay]:
    """A server on loopback that speaks as much of OpenAI's chat protocol as our client does."""
    replay = Replay(replies)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = replay.reply([Message.model_validate(one) for one in body["messages"]])
            status, kind, text = (
                (404, "application/json", json.dumps({"error": {"message": "no reply"}}))
                if reply is None
                else (200, "text/event-stream", _events(reply))
            )
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    replay.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _events(reply: str) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": reply}, "finish_reason": "stop"}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "replay"}
    return f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\ndata: [DONE]\n\n"


def _key(question: Question) -> str:
    return question.model_dump_json(include={"question", "history"})
