from __future__ import annotations

from assistant.answer.plain import plain
from assistant.bodies.answer import Answer, Citation, Contact, Status
from assistant.bodies.documents import DocumentRef
from assistant.words.languages import Language
from corpus.model import Kind

SOURCE = DocumentRef(
    id="d",
    title="Slutrapport",
    kind=Kind.REPORT,
    publisher="Region Norrsken",
    published="2019",
    source="s.txt",
    language="sv",
)
QUOTE = Citation(
    n=1,
    quote="Av dem fick\n21 arbete.",
    pages=[11],
    passage_id="p",
    start=0,
    end=9,
    ocr=False,
    document=SOURCE,
)
REACHED = Contact(name="Vägledningen", description="svarar på frågor", phone="010-1")
UNREACHED = Contact(name="Biblioteket", description="lånar ut böcker")


def answer(status: Status, **fields: object) -> Answer:
    return Answer.model_validate(
        {"status": status, "text": "Svar. [1]", "engine": "test", "took_ms": 0, **fields}
    )


def test_everything_that_belongs_to_an_answer_follows_its_text() -> None:
    made = answer(
        Status.PARTLY,
        citations=[QUOTE],
        notices=["Uppgiften är från 2019.", "Svar."],
        contacts=[REACHED, UNREACHED],
    )

    assert plain(made, Language.SWEDISH) == (
        "Svar. [1]\n\n"
        "Uppgiften är från 2019.\n\n"
        "Kontakt:\n\n– Vägledningen: 010-1\n– Biblioteket: lånar ut böcker\n\n"
        "Källor:\n\n[1] Slutrapport, Region Norrsken, 2019, s. 11: ”Av dem fick 21 arbete.”"
    )
    assert "Sources:\n\n[1] Slutrapport, Region Norrsken, 2019, p. 11" in plain(
        made, Language.ENGLISH
    )
    assert "Sources:" in plain(made.model_copy(update={"language": "en"}))


def test_an_answer_that_finds_nothing_lists_whom_one_can_reach() -> None:
    made = answer(Status.NOT_FOUND, contacts=[REACHED, UNREACHED])

    assert plain(made, Language.SWEDISH).endswith("Kontakt:\n\n– Vägledningen: 010-1")
    assert plain(answer(Status.DECLINED), Language.ENGLISH) == "Svar. [1]"
