"""What the assistant declines to do, and what it says then.

The extractive engine only quotes, so that an order in a question cannot make it say anything; it
is declined all the same, because a polite no is a better answer than a random quote.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from assistant.privacy.plain import plain
from assistant.question.fairness import DecliningRules, parse_row
from assistant.words.languages import Language, Text
from corpus.data_files import toml
from corpus.english import COMMON_ENGLISH, COMMON_SWEDISH
from corpus.swedish import fold, words

_UNFAIR = Text(
    sv="Det kan jag inte hjälpa till med. Vägledning ska ge alla samma möjligheter, oavsett ålder, "
    "kön, ursprung, tro eller funktionsnedsättning, och utgå från vad personen själv vill och kan. "
    "Fråga mig gärna vad materialet säger om en utbildning eller ett stöd.",
    en="I cannot help with that. Guidance must give everybody the same opportunities, whatever "
    "their age, sex, origin, faith or disability, and start from what the person wants and is able "
    "to do. Do ask me what the material says about an education or a form of support.",
)
_NO_ORDERS = Text(
    sv="Det kan jag inte göra. Jag svarar bara på frågor, med ordagranna citat ur materialet. "
    "Fråga mig gärna något om innehållet i dokumenten.",
    en="I cannot do that. I only answer questions, with quotes from the material, word for word. "
    "Do ask me something about what the documents say.",
)
_NO_TEXTS = Text(
    sv="Det kan jag inte göra. Jag skriver inga egna texter, jag citerar bara det som står i "
    "materialet. Ställ gärna en fråga, så letar jag upp vad källorna säger.",
    en="I cannot do that. I write no texts of my own, I only quote what the material says. Do ask "
    "a question, and I will look up what the sources say.",
)
_REPLIES = {"unfair": _UNFAIR, "orders": _NO_ORDERS, "texts": _NO_TEXTS}


LONGEST = 4_000
"""Characters that are read: some letters are a whole sentence as they are read."""


def decline(question: str) -> str | None:
    """Why a question is declined, as the answer to give; None where it is not."""
    text = plain(question).text[:LONGEST]
    reply = _rules().reply(text)
    return _REPLIES[reply].get(_language(fold(text))) if reply else None


@cache
def _rules() -> DecliningRules:
    table = toml("declined.toml", __package__)
    terms: defaultdict[str, list[str]] = defaultdict(list)
    for kind, listing in table["kinds"].items():
        for term in re.split(r",\s*", listing.strip()):
            terms[term].append(kind)
    phrases = [(kind, parse_row(row)) for kind, rows in table["phrases"].items() for row in rows]
    rules = [
        (rule["reply"], [*map(parse_row, rule["rows"])], [*map(parse_row, rule["unless"])])
        for rule in table["rules"]
    ]
    return DecliningRules(terms, phrases, rules)


def _language(folded: str) -> Language:
    """The language of a question, by its commonest words; Swedish where they tell nothing."""
    asked = words(folded)
    english = sum(word in COMMON_ENGLISH for word in asked)
    swedish = sum(word in COMMON_SWEDISH for word in asked)
    return Language.ENGLISH if english > swedish else Language.SWEDISH
