from __future__ import annotations

from pathlib import Path

import pytest

from corpus.data_files import compiled, patterns

TABLES = """
[pieces]
year = '20\\d\\d'
date = '''
<month>
 <year>'''

[when]
named = '(?P<year><year>)'
dated = '(?i)<date>'
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "with_patterns"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "patterns.toml").write_text(TABLES, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def test_pieces_are_filled_in_and_line_breaks_left_out(package: str) -> None:
    assert patterns("patterns.toml", package, {"month": "(?:maj|juni)"})["when"] == {
        "named": r"(?P<year>20\d\d)",
        "dated": r"(?i)(?:maj|juni) 20\d\d",
    }


def test_a_piece_that_nobody_has_is_an_error(package: str) -> None:
    with pytest.raises(KeyError, match="month"):
        patterns("patterns.toml", package)


def test_patterns_are_compiled() -> None:
    assert compiled("phone", "assistant.privacy")["area"].match("031-390 06 00")
