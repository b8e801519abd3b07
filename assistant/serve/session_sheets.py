"""What makes session sheets over an app and keeps them, for the API and for the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.courses.find.reply import Wish, reply
from assistant.courses.tell.body import course_body
from assistant.research.saved import FolderKeeper
from assistant.research.sheet.making import SheetMaker
from assistant.words.languages import Language


def sheet_maker(app: App, language: Language) -> SheetMaker:
    """What makes sheets over an app."""

    def course(key: str, today: dt.date) -> CourseBody | None:
        found = app.courses.course(key)
        return found and course_body(*found, today)

    def find(text: str, today: dt.date, without: Sequence[str]) -> CourseReply:
        return reply(app.courses, app.reader.read_courses(text, today), Wish(today, without))

    return SheetMaker(
        find=find,
        course=course,
        answer=partial(answer, app.answering),
        language=language,
    )


def folder_keeper(app: App) -> FolderKeeper:
    """What keeps things in an app's store."""
    return FolderKeeper(app.store, partial(answer, app.answering), app.settings.current_date)
