"""The few sentences that the assistant says in its own words where it has no whole answer."""

from __future__ import annotations

from functools import cache

from assistant.words.languages import Text
from corpus.data_files import toml
from corpus.foreign import Tongue

TRANSLATED = "En språkmodell översatte frågan till svenska för sökningen."

AND = Text("och", "and")
OR = Text("eller", "or")
SCOPED = Text("Jag letade bara i {titles}.", "I looked only in {titles}.")
ASK = Text("Du kan fråga: {people}.", "You can ask: {people}.")
NOT_FOUND = Text("Det hittar jag inte i materialet.", "I could not find that in the material.")
NOTHING_ABOUT = Text(
    "Jag hittar inget om {names} som svarar på frågan.",
    "It says nothing about {names} that answers the question.",
)
PART_FOUND = Text(
    "Jag hittar inget om {names}. Det närmaste i materialet:",
    "I found nothing about {names}. The nearest in the material:",
)
NOT_SURELY = Text(
    "Jag hittar inget säkert svar på: {questions}. Så här står det i materialet:",
    "I found no sure answer to: {questions}. This is what the material says:",
)
UNSURE = Text(
    "Jag är inte säker på att det här svarar på hela frågan. Så här står det i materialet:",
    "I am not sure that this answers the whole question. The material says:",
)
EXCERPT = Text(
    "Ett urval av meningar. Läs resten i dokumentet, så att du inte missar något viktigt.",
    "A choice of sentences. Read the rest in the document, so that you miss nothing.",
)
UNEXPLAINED = Text(
    "Jag hittar ingen förklaring av ”{theme}”. Så här står det om det i materialet:",
    "I find no explanation of “{theme}”. The material says this about it:",
)
NEAREST = Text("Det närmaste jag hittar", "The nearest that I find")
UNREAD = Text(
    "Jag läser än så länge bara svenska och engelska. Ställ frågan på något av de språken, eller "
    "fråga en studie- och yrkesvägledare.",
    "So far I read only Swedish and English. Ask in one of them, or ask a guidance counsellor.",
)

OLD_FIGURE = "Uppgiften{which} är från {year}. Kontrollera att den fortfarande gäller."
OLD_FIGURES = "Uppgifterna{which} är från {year}. Kontrollera att de fortfarande gäller."
OLD_SINCE = "Flera uppgifter är från {first} till {last}. Kontrollera att de fortfarande gäller."
UNDATED = "Källan anger inget datum. Kontrollera att uppgiften fortfarande gäller."
FROM_PICTURE = (
    "Texten är inläst från en bild, så enstaka tecken kan vara fel. Jämför med originalet."
)
DIFFERING = "Källorna anger olika siffror. Jämför vad de gäller, och vilken som är nyast."


def unread_in(tongue: Tongue) -> str:
    """``UNREAD`` in another language."""
    return _unread()[tongue]


@cache
def _unread() -> dict[Tongue, str]:
    return {Tongue(name): text for name, text in toml("unread.toml", __package__).items()}
