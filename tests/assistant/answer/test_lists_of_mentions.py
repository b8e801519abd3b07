"""Where something is mentioned: every document on a line that tells something."""

from __future__ import annotations

from pathlib import Path

from tests.assistant.answer.test_small_stores import replies

TOWNS = ("Björkby", "Högåsa", "Lövnäs", "Tallvik", "Granberg", "Myrheden", "Storånger", "Åsele by")

PLANS = {
    f"{number}.md": f"---\ndate: {year}-03-01\n---\n\n"
    f"# Handlingsplan för kompetensförsörjning i {town} kommun 2025–2028\n\n"
    f"I {town} ska varje vårdboende ha en handledare som stöttar den som går som lärling.\n"
    for number, (town, year) in enumerate(zip(TOWNS, 4 * (2025, 2024), strict=True))
}


def test_also_of_many_documents_each_is_quoted_so_that_it_tells_something(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, PLANS, "I vilka dokument nämns handledare?")
    lines = [line for line in reply["text"].splitlines() if line.startswith("– ")]
    assert len(lines) == len(TOWNS)
    assert all("vårdboende ha en handledare som stöttar" in line for line in lines)


def test_a_title_that_tells_its_year_gets_none_behind_it(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, PLANS, "I vilka dokument nämns handledare?")
    assert "Björkby kommun 2025–2028: ”" in reply["text"]
    assert "Högåsa kommun 2025–2028, 2024: ”" in reply["text"]


def test_documents_that_are_called_alike_are_each_told(tmp_path: Path) -> None:
    alike = {
        f"{town}.md": f"# Verksamhetsplan\n\nI {town} finns en handledare.\n" for town in TOWNS
    }
    (reply,) = replies(tmp_path, alike, "I vilka dokument nämns handledare?")
    assert f"nämns i {len(TOWNS)} dokument" in reply["text"]
