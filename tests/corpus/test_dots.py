from __future__ import annotations

from corpus.dots import is_undotted, undot


def test_letters_with_dots_are_told() -> None:
    assert is_undotted("vag och stig" * 400)
    assert not is_undotted("VÄG")
    assert undot("Å, ä och ÉN ö") == "a, a och en o"
