"""The forms of answer that a question may ask for, and what of them it may ask for."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The form of answer, or of a part of one, that a question asks for.

    A plan may have several: a question for both a course and a rule is of ``courses`` and ``fact``.
    ``RECORD`` asks what a document tells of itself, ``ABOUT`` for the assistant itself. The last
    two are those of a question that nothing is searched for.
    """

    FACT = "fact"
    LIST = "list"
    REASON = "reason"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    SUMMARY = "summary"
    MENTIONS = "mentions"
    RECORD = "record"
    ABOUT = "about"
    COURSES = "courses"
    PATH = "path"
    DECLINED = "declined"
    UNREAD = "unread"


class RecordField(StrEnum):
    """What a document's title page, or its entry, tells of it."""

    AUTHOR = "author"
    PUBLISHED = "published"
    OWNER = "owner"
    NUMBER = "number"
    PERIOD = "period"
    MUNICIPALITIES = "municipalities"


class Grouping(StrEnum):
    """By what mentions are listed."""

    DOCUMENT = "document"
    PLACE = "place"
    YEAR = "year"
    SECTION = "section"


class AboutTopic(StrEnum):
    """What is asked of, or said to, the assistant itself."""

    DISTRESS = "distress"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO = "who"
    ABILITY = "ability"
    DOCUMENTS = "documents"
    AGE = "age"
    HUMAN = "human"
    TRUST = "trust"
    PRIVACY = "privacy"
    LANGUAGE = "language"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
