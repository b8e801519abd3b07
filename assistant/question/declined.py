"""What the assistant declines to do, and what it says then.

The extractive engine only quotes, so that an order in a question cannot make it say anything; it
is declined all the same, because a polite no is a better answer than a random quote.
"""

from __future__ import annotations

import re

from assistant.privacy.plain import plain
from assistant.question.fairness import discriminates
from assistant.words.languages import Language, Text
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

_ORDER = re.compile(
    r"\b(?:glöm|ignorera|strunta i|bortse från|åsidosätt|forget|ignore|disregard|override)\b.{0,40}"
    r"\b(?:regler\w*|instruktion\w*|anvisning\w*|prompt\w*|begränsning\w*|rules?|instructions?"
    r"|guidelines?)\b"
    r"|\b(?:bekräfta|säg|erkänn|say|confirm)\b.{0,25}\b(?:hackad|hacked|fri från|utan regler)\b"
    r"|\b(?:system|system-)\s?(?:prompt\w*|meddelande\w*|message)\b|\bsystemprompt\w*"
    r"|\b(?:låtsas|spela rollen|agera som|pretend|act as|roleplay)\b"
    r"|\bdu är (?:nu|hädanefter)\b|\byou are now\b|\bjailbreak\w*|\bdan mode\b|\bdeveloper mode\b"
)
_WRITE = re.compile(
    r"^(?:\w+[,!]? )?(?:snälla |please )?(?:kan du |could you |can you )?"
    r"(?:skriv|dikta|författa|hitta på|fabulera|översätt|komponera|generera|skapa"
    r"|write|compose|translate|invent|make up|generate)\b"
    r"(?! (?:ut|upp)\b)"
)


def decline(question: str) -> str | None:
    """Why a question is declined, as the answer to give; None where it is not."""
    folded = fold(plain(question).text)
    language = _language(folded)
    if discriminates(folded):
        return _UNFAIR.get(language)
    if _ORDER.search(folded):
        return _NO_ORDERS.get(language)
    if _WRITE.search(folded):
        return _NO_TEXTS.get(language)
    return None


def _language(folded: str) -> Language:
    """The language of a question, by its commonest words; Swedish where they tell nothing."""
    asked = words(folded)
    english = sum(word in COMMON_ENGLISH for word in asked)
    swedish = sum(word in COMMON_SWEDISH for word in asked)
    return Language.ENGLISH if english > swedish else Language.SWEDISH
