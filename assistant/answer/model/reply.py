"""The answer that is made of what is left of the model's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.answer.model import texts
from assistant.answer.model.engine import ANSWER_PROMPT, SWEDISH, Reading, Written
from assistant.answer.notices import age_notices
from assistant.bodies.answer import Answer, Contact, Status
from assistant.words.languages import Language

ENGINE = "generative"


def reply(
    written: Written,
    reading: Reading,
    today: dt.date,
    contacts: Sequence[Contact],
    understood: Sequence[str],
) -> Answer:
    """The answer with its notices; ``contacts`` are named where it is not a whole one."""
    language = _language(reading)
    whole = written.found == "all" and not written.dropped and written.trouble is None
    notices = []
    if written.trouble is not None:
        notices.append(texts.broke_off(written.trouble, language))
    elif written.dropped:
        notices.append(texts.dropped(language))
    elif not whole:
        notices.append(texts.part(language))
    if reading.language != SWEDISH:
        notices.append(texts.translated(language))
    if written.untranslated:
        notices.append(texts.untranslated(language))
    return Answer(
        status=Status.ANSWERED if whole else Status.PARTLY,
        text=written.text,
        engine=ENGINE,
        model=written.model,
        prompt=ANSWER_PROMPT,
        took_ms=0,
        citations=written.citations,
        notices=[*notices, *age_notices(written.citations, today)],
        contacts=[] if whole else list(contacts),
        understood=list(understood),
    )


def in_quotes_instead(quoted: Answer, written: Written, reading: Reading) -> Answer:
    """An answer of quotes alone, with the word why it is one."""
    notice = texts.instead(written.trouble, _language(reading))
    return quoted.model_copy(update={"notices": [notice, *quoted.notices]})


def _language(reading: Reading) -> Language:
    return Language.ENGLISH if reading.language == Language.ENGLISH else Language.SWEDISH
