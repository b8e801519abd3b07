"""What happens when a visitor does something on the page.

Every method answers one event with new values for the page's parts, in the order that the page
names them. Nothing of a visitor is kept here: it comes in with the event and goes back out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr
from markupsafe import Markup

from assistant.bodies.answer import Status
from assistant.bodies.question import Audience, Question
from assistant.privacy.mask import mask
from assistant.research.unanswered import keep_unanswered
from assistant.serve.chat.audiences import GUIDES
from assistant.serve.chat.choices import ANY_YEAR, Choices, Narrowing, filters_of
from assistant.serve.chat.dialogue import Moment, ask, objection
from assistant.serve.chat.render import conversation, fill
from assistant.serve.chat.texts import say
from assistant.serve.chat.visit import (
    PartialAnswer,
    Visit,
    before,
    find,
    history,
    with_change,
)
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App

COMMENT_LIMIT = 1_000
"""Characters of a comment that are kept."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handlers:
    """The page's events in one language."""

    app: App
    language: Language

    def choose_audience(self, audience: str, visit: Visit) -> tuple[object, ...]:
        """Tone, example questions and kinds of an audience."""
        chosen = Audience(audience)
        choices = Choices.of(self.app.store.documents())
        return (
            self.tone(chosen),
            self.examples(audience, visit),
            choices.first_kinds(chosen),
        )

    def ask(
        self, text: str, audience: str, visit: Visit, *narrowing: *Narrowing
    ) -> Iterator[tuple[object, ...]]:
        """Conversation, status, question box, examples and visit, step by step."""
        if refusal := objection(text, self.language):
            yield gr.skip(), _objection(refusal), gr.skip(), gr.skip(), gr.skip()
            return
        question = Question(
            question=text.strip(),
            history=history(visit),
            audience=Audience(audience),
            filters=filters_of(*narrowing),
            today=self.app.settings.current_date(),
        )
        # Emptied once: what is written while the answer comes is the next question.
        box: tuple[object, object] = "", ""
        for moment in ask(self.app.answering, visit, question, self.language):
            html = self._conversation(moment.visit, moment.progress)
            yield html, _status(moment), *box, moment.visit
            box = gr.skip(), gr.skip()

    def change(self, event: gr.EventData, visit: Visit) -> Iterator[tuple[object, ...]]:
        """Conversation, status and visit, step by step, of a question asked with other constraints.

        A constraint's name takes that one away; without a name all are put back. A document's id
        asks that document alone.
        """
        exchange = find(visit, event.number)
        if exchange is None:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        question = _changed(exchange.question, event.name, event.document)
        earlier = before(visit, exchange)
        for moment in ask(self.app.answering, earlier, question, self.language):
            html = self._conversation(moment.visit, moment.progress)
            yield html, _status(moment), moment.visit

    def pick(self, event: gr.EventData) -> str:
        """An example question goes into the box."""
        return str(event.question)

    def widen(self, visit: Visit) -> tuple[object, ...]:
        """No filter, and the last question in the box again."""
        question = visit[-1].question.question if visit else ""
        return [], [], ANY_YEAR, ANY_YEAR, question

    def vote(self, event: gr.EventData, visit: Visit) -> tuple[object, ...]:
        """Conversation, status and visit after a thumb up or down."""
        exchange, vote = find(visit, event.number), event.vote
        answer = exchange.answer if exchange else None
        if exchange is None or answer is None or exchange.vote or vote not in ("up", "down"):
            return gr.skip(), gr.skip(), gr.skip()
        passages = dict.fromkeys(citation.passage_id for citation in answer.citations)

        def keep() -> Visit:
            number = self.app.store.record_vote(
                vote,
                status=answer.status.value,
                audience=exchange.question.audience.value,
                passage_ids=list(passages),
            )
            return with_change(visit, exchange.number, vote=vote, vote_number=number)

        return self._kept(keep, "")

    def comment(self, event: gr.EventData, visit: Visit) -> tuple[object, ...]:
        """Conversation, status and visit after something was written beside a vote."""
        exchange = find(visit, event.number)
        words = str(event.words).strip()[:COMMENT_LIMIT]
        if exchange is None or not exchange.vote_number or exchange.commented or not words:
            return gr.skip(), gr.skip(), gr.skip()

        def keep() -> Visit:
            self.app.store.record_comment(exchange.vote_number, mask(words).text)
            return with_change(visit, exchange.number, commented=True)

        return self._kept(keep, say("commented", self.language))

    def leave(self, event: gr.EventData, visit: Visit) -> object:
        """Status after a question without an answer was left to those who keep the documents."""
        exchange = find(visit, event.number)
        if exchange is None:
            return gr.skip()

        def keep() -> Visit:
            keep_unanswered(self.app.store, exchange.question.question)
            return visit

        return self._kept(keep, say("left_question", self.language))[1]

    def turn_easy(self, event: gr.EventData, visit: Visit) -> tuple[object, ...]:
        """Conversation and visit with an answer laid out to be read with little effort, or not."""
        exchange = find(visit, event.number)
        if exchange is not None:
            visit = with_change(visit, exchange.number, easy=not exchange.easy)
        return self._conversation(visit), visit

    def _kept(self, keep: Callable[[], Visit], thanks: str) -> tuple[object, ...]:
        """Conversation, status and visit after something of it was stored, or was not."""
        try:
            visit = keep()
        except Exception:
            logger.exception("what a visitor gave was not stored")
            return gr.skip(), _objection(say("not_kept", self.language)), gr.skip()
        return self._conversation(visit), thanks, visit

    def lead_on(self, visit: Visit) -> str:
        """Questions that lead on from the last answer, as HTML.

        They come after the answer, so that nobody waits for them, and change nothing of the
        conversation, which may have gone on meanwhile.
        """
        last = visit[-1] if visit else None
        if last is None or last.answer is None:
            return ""
        if last.answer.status not in (Status.ANSWERED, Status.PARTLY):
            return ""
        try:
            questions = self.app.follow_ups.after(last.question, last.answer)
        except Exception as error:  # noqa: BLE001 - an answer stands without them
            logger.warning("no questions to go on with: %s", type(error).__name__)
            return ""
        return fill("onward.html", self.language, questions=questions)

    def _conversation(self, visit: Visit, progress: PartialAnswer | None = None) -> str:
        return conversation(visit, self.language, progress, self.app.reader.contacts.suited)

    def clear(self, audience: str) -> tuple[object, ...]:
        """Conversation, status, question box, examples and visit, all as from the start."""
        return "", say("cleared", self.language), "", self.examples(audience, ()), ()

    def tone(self, audience: Audience) -> str:
        """How an audience is answered, as HTML."""
        return Markup("<p>{}</p>").format(GUIDES[audience].tone.get(self.language))

    def examples(self, audience: str, visit: Visit) -> str:
        """Example questions as HTML; none once a conversation goes on."""
        questions = () if visit else GUIDES[Audience(audience)].examples
        return fill("examples.html", self.language, questions=questions)


def _changed(asked: Question, name: str | None, document: str | None) -> Question:
    """A question with a constraint less, with all of them, or asked of one document alone."""
    one = [document] if document else []
    filters = asked.filters.model_copy(update={"document": one})
    # The choice of one document is taken back before what the question itself names.
    takes_back = not document and asked.filters.document
    without = [*asked.without, name] if name and not takes_back else []
    return asked.model_copy(update={"filters": filters, "without": without})


def _status(moment: Moment) -> str:
    """What is told of how far an answer has come; that it is there is seen, and only read out."""
    if moment.progress:
        return moment.status
    return Markup('<span class="unseen">{}</span>').format(moment.status)


def _objection(words: str) -> str:
    return Markup('<span class="objection">{}</span>').format(words)
