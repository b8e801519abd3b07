"""What the assistant says of the model, in plain Swedish and English."""

from __future__ import annotations

from assistant.answer.model.connecting import Trouble
from assistant.words.languages import Language, Text

DROPPED = Text(
    "En del av det som språkmodellen skrev gick inte att belägga i källorna och är borttaget.",
    "Some of what the language model wrote is not in the sources and was left out.",
)
PART = Text(
    "Källorna svarar bara på en del av frågan.", "The sources answer only part of the question."
)
TRANSLATED = Text(
    "Svaret är översatt av en språkmodell. Det som gäller är de svenska citaten.",
    "A language model translated the answer. What counts are the Swedish quotes.",
)
UNTRANSLATED = Text(
    "En del av svaret står på svenska, eftersom översättningen inte stämde.",
    "Part of the answer is in Swedish, as its translation did not hold.",
)
_UNSUPPORTED = Text(
    "Det som språkmodellen skrev gick inte att belägga i källorna. Därför är svaret i stället "
    "citat direkt ur källorna.",
    "What the language model wrote is not in the sources. The answer is quotes from the sources "
    "instead.",
)
_INSTEAD = Text(
    "Språkmodellen {why}. Därför är svaret i stället citat direkt ur källorna.",
    "The language model {why}. The answer is quotes from the sources instead.",
)
_BROKE_OFF = Text(
    "Språkmodellen {why}, så svaret kan vara ofullständigt.",
    "The language model {why}, so the answer may not be complete.",
)
_WHY = {
    Trouble.SLOW: Text("svarade inte i tid", "did not answer in time"),
    Trouble.UNREACHABLE: Text("gick inte att nå", "could not be reached"),
    Trouble.REFUSED: Text("släppte inte in oss", "did not let us in"),
    Trouble.BUSY: Text("var upptagen", "was busy"),
    Trouble.BROKEN: Text("fungerade inte", "did not work"),
    Trouble.CUT_OFF: Text("avbröts", "broke off"),
    Trouble.GARBLED: Text("svarade obegripligt", "gave no readable answer"),
    Trouble.NO_ROOM: Text("har för lite plats", "has too little room"),
    Trouble.UNMASKED: Text(
        "fick inte frågan, eftersom personuppgifter inte gick att ta bort ur den",
        "was not asked, as personal data could not be taken out of the question",
    ),
}


def instead(trouble: Trouble | None, language: Language) -> str:
    """Why the answer is quotes alone; without a trouble: nothing of the model's was left."""
    if trouble is None:
        return _UNSUPPORTED.get(language)
    return _INSTEAD.get(language, why=_WHY[trouble].get(language))


def broke_off(trouble: Trouble, language: Language) -> str:
    """That the model did not come to its end."""
    return _BROKE_OFF.get(language, why=_WHY[trouble].get(language))
