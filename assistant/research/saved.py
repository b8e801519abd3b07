"""What people asked to have kept, and whether the quotes that answer a saved question changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.bodies.answer import Answer, Citation
from assistant.bodies.question import Audience, FilterBody, Question, Turn
from assistant.bodies.saved import (
    QuestionToSave,
    SavedFolder,
    SavedQuestion,
    SavedSheet,
    SheetToSave,
)
from assistant.bodies.sheets import Sheet, SheetSection
from assistant.privacy.mask import masked_or_refused
from assistant.question.follow_up import leans_on_history, questions_of
from assistant.question.words import content_words
from corpus.clock import now
from corpus.store import SavedItem, Store
from corpus.swedish import normalise

QUESTION, SHEET = "question", "sheet"

MOST = 200
"""What a folder holds at most."""

LED_UP = 3
"""Questions that are kept before one that leans on them."""

QUOTED = frozenset({"options", "requirements", "dates", "material", "sources"})
"""Sections of a sheet that come from sources, whose telephone numbers are meant to be called."""


class FolderFull(Exception):
    """A folder holds as much as it may."""


class NoSuchItem(Exception):
    """A folder holds nothing of this id."""


@dataclass(frozen=True, slots=True)
class FolderKeeper:
    """Keeps things in a store, for whoever has the key of their folder.

    The store knows a folder by a hash of its key, so that the database opens none. What people
    wrote themselves is masked before it is kept.
    """

    store: Store
    answer: Callable[[Question], Answer]
    today: Callable[[], dt.date]

    def save_question(self, body: QuestionToSave) -> SavedFolder:
        """Keeps a question with the quotes that answer it now; its folder.

        Raises:
            FolderFull: there is room for no more.
            MaskingFailed: it could not be masked, and is not kept.
        """
        text = masked_or_refused(body.question)
        before: list[str] = []
        if leans_on_history(text, content_words(text)):
            before = list(map(masked_or_refused, questions_of(body.history)[-LED_UP:]))
        quotes = self._quotes(text, before, body.filters)
        kept = {
            "question": text,
            "asked_before": before,
            "filters": body.filters.model_dump(mode="json"),
            "before": _dumped(quotes),
            "now": _dumped(quotes),
            "quotes": len(quotes),
            "documents": self._documents(),
        }
        return self._keep(QUESTION, kept, body.folder)

    def save_sheet(self, body: SheetToSave) -> SavedFolder:
        """Keeps a session sheet; its folder. Raises as ``save_question``."""
        sections = [_masked(section) for section in body.sheet.sections]
        sheet = body.sheet.model_copy(update={"sections": sections})
        return self._keep(SHEET, sheet.model_dump(mode="json"), body.folder)

    def folder(self, key: str) -> SavedFolder:
        """What a folder holds; questions are asked anew where documents came, changed or went.

        What cites a document that whoever asks may not read is left out, whoever saved it.
        """
        items = self.store.saved_items(_hash(key))
        questions = [self._asked_anew(item) for item in items if item.kind == QUESTION]
        sheets = [
            SavedSheet(id=item.key, saved_at=item.time, sheet=Sheet.model_validate(item.body))
            for item in items
            if item.kind == SHEET
            and len(self._readable(item, "citations")) == len(item.body["citations"])
        ]
        return SavedFolder(folder=key, questions=questions, sheets=sheets)

    def _readable(self, item: SavedItem, name: str) -> list[Citation]:
        """The citations that an item has under a name, of documents that are not closed."""
        every = [Citation.model_validate(one) for one in item.body[name]]
        return [one for one in every if not self.store.is_closed(one.document.id)]

    def mark_seen(self, key: str, item_id: str) -> None:
        """From now on a question is held against the quotes shown last; raises NoSuchItem."""
        item = self._item(key, item_id)
        now = item.body["now"]
        seen = {**item.body, "before": now, "quotes": len(now)}
        self.store.save_item(replace(item, body=seen))

    def remove(self, key: str, item_id: str | None = None) -> None:
        """Deletes one thing, or all that a folder holds; raises NoSuchItem."""
        if item_id is not None:
            self.store.remove_saved(_hash(key), [self._item(key, item_id).key])
            return
        items = self.store.saved_items(_hash(key))
        self.store.remove_saved(_hash(key), [item.key for item in items])

    def _keep(self, kind: str, body: Mapping[str, Any], folder: str | None) -> SavedFolder:
        key = folder or secrets.token_urlsafe(16)
        hashed = _hash(key)
        if len(self.store.saved_items(hashed)) >= MOST:
            raise FolderFull
        item = SavedItem(secrets.token_hex(8), hashed, kind, now(), body)
        self.store.save_item(item)
        if kind == QUESTION:
            return SavedFolder(folder=key, questions=[self._question(item)])
        sheet = SavedSheet(id=item.key, saved_at=item.time, sheet=Sheet.model_validate(body))
        return SavedFolder(folder=key, sheets=[sheet])

    def _item(self, key: str, item_id: str) -> SavedItem:
        items = self.store.saved_items(_hash(key))
        item = next((one for one in items if one.key == item_id), None)
        if item is None:
            raise NoSuchItem
        return item

    def _asked_anew(self, item: SavedItem) -> SavedQuestion:
        documents = self._documents()
        if item.body["documents"] != documents:
            filters = FilterBody.model_validate(item.body["filters"])
            before = item.body.get("asked_before", [])
            quotes = self._quotes(item.body["question"], before, filters)
            body = {**item.body, "now": _dumped(quotes), "documents": documents}
            item = replace(item, body=body)
            self.store.save_item(item)
        return self._question(item)

    def _question(self, item: SavedItem) -> SavedQuestion:
        before, now = (self._readable(item, name) for name in ("before", "now"))
        # A document that is deleted takes its quotes along, from before, too.
        gone = len(item.body["before"]) < item.body.get("quotes", 0)
        changed = gone or _words(before) != _words(now)
        return SavedQuestion(
            id=item.key,
            saved_at=item.time,
            question=item.body["question"],
            asked_before=item.body.get("asked_before", []),
            filters=FilterBody.model_validate(item.body["filters"]),
            changed=changed,
            before=before,
            now=now if changed else [],
        )

    def _quotes(self, text: str, before: Sequence[str], filters: FilterBody) -> list[Citation]:
        question = Question(
            question=text,
            history=[Turn(role="user", content=one) for one in before],
            audience=Audience.STAFF,
            filters=filters,
            today=self.today(),
        )
        return self.answer(question).citations

    def _documents(self) -> str:
        """Changes whenever a document comes, changes or goes."""
        several = sorted((one.id, one.content_hash) for one in self.store.documents())
        return hashlib.sha256(repr(several).encode()).hexdigest()


def _words(quotes: Sequence[Citation]) -> set[str]:
    """What quotes say, wherever they stand: the same words on another page are no news."""
    return {normalise(quote.quote) for quote in quotes}


def _dumped(quotes: Sequence[Citation]) -> list[dict[str, Any]]:
    return [quote.model_dump(mode="json") for quote in quotes]


def _masked(section: SheetSection) -> SheetSection:
    if section.name in QUOTED:
        return section
    rows = [[masked_or_refused(cell) for cell in row] for row in section.rows]
    return section.model_copy(update={"rows": rows})


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
