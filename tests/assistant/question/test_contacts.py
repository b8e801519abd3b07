from __future__ import annotations

from pathlib import Path

import pytest

from assistant.question.contacts import ContactsError, load_contacts


def test_the_contact_that_a_question_is_for_comes_first() -> None:
    suited = load_contacts(None).suited("Hur mycket CSN får jag?")
    assert suited[0].name == "CSN"
    assert len(suited) == 2


def test_the_operators_register_takes_the_place_of_the_built_in(tmp_path: Path) -> None:
    file = tmp_path / "kontakter.toml"
    file.write_text(
        '[[contact]]\nname = "Anna"\ndescription = "vägleder"\nphone = "08-465 004 00"\n', "utf-8"
    )
    (only,) = load_contacts(file).suited("Vad som helst?")
    assert (only.name, only.phone) == ("Anna", "08-465 004 00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[contact]\n", "ingen riktig TOML"),
        ('[[contact]]\nnamn = "fel"\n', "contact.0"),
        (None, "går inte att läsa"),
    ],
)
def test_a_register_that_cannot_be_used_is_named(
    tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "kontakter.toml"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(ContactsError, match=said) as caught:
        load_contacts(file)
    assert "kontakter.toml" in str(caught.value)
