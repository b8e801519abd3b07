"""What the assistant declines to do, and what it says then.

The extractive engine only quotes, so that an order in a question cannot make it say anything; it
is declined all the same, because a polite no is a better answer than a random quote.
"""

from __future__ import annotations

import re

from corpus.swedish import fold

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
_GROUP = (
    r"(?:ålder\w*|äldre|gamla|unga|kön\w*|kvinn\w*|män\b|tjej\w*|flick\w*|pojk\w*"
    r"|invandr\w*|utländsk\w*"
    r"|utrikes\w*|ursprung\w*|etnisk\w*|hudfärg\w*|religion\w*|muslim\w*|jud\w*|kristn\w*"
    r"|rom(?:er\w*|ska)\b"
    r"|funktionsneds\w*|funktionshind\w*|handikapp\w*|homosexuell\w*|hbtq\w*|trans\w*|gravid\w*"
    r"|women|men\b|older|immigrants?|disabled|muslims?|jews?)"
)
_EXCLUDE = (
    r"(?:avråd\w*|avskräck\w*|uteslut\w*|stäng\w* ute|neka\w*|sortera bort|välj\w* bort"
    r"|inte passar|olämplig\w*"
    r"|ska inte (?:få|söka|läsa)|bör inte (?:få|söka|läsa)|slippa|undvika|för gamla"
    r"|discourage\w*|exclude\w*|reject\w*"
    r"|mindre lämpa\w*|sämre på|passar inte)"
)
_DISCRIMINATION = re.compile(rf"\b{_EXCLUDE}.{{0,80}}\b{_GROUP}|\b{_GROUP}.{{0,80}}\b{_EXCLUDE}")
_REQUEST = re.compile(
    r"\b(?:skriv|motivera|argumentera|formulera|ge mig|hjälp mig|föreslå"
    r"|hur (?:kan|ska|bör) (?:jag|vi|man)"
    r"|write|argue|justify|how (?:can|should|do) (?:i|we))\b"
)


def decline(question: str) -> str | None:
    """Why a question is declined, as the answer to give; None where it is not."""
    folded = fold(question)
    if _DISCRIMINATION.search(folded) and _REQUEST.search(folded):
        return (
            "Det kan jag inte hjälpa till med. Vägledning ska ge alla samma möjligheter, oavsett "
            "ålder, kön, ursprung, tro eller funktionsnedsättning. Fråga mig gärna vad materialet "
            "säger om en utbildning eller ett stöd."
        )
    if _ORDER.search(folded):
        return (
            "Det kan jag inte göra. Jag svarar bara på frågor, med ordagranna citat ur materialet. "
            "Fråga mig gärna något om innehållet i dokumenten."
        )
    if _WRITE.search(folded):
        return (
            "Det kan jag inte göra. Jag skriver inga egna texter, jag citerar bara det som står i "
            "materialet. Ställ gärna en fråga, så letar jag upp vad källorna säger."
        )
    return None
