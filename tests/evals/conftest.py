from __future__ import annotations

from pathlib import Path

import pytest

from evals.measure.question_file import EvalQuestion

REPORT = """Slutrapport Vägval

Syftet med vägledning är att individen ska kunna välja utbildning och yrke själv.

Projektet hade 34 deltagare. 21 av dem fick arbete inom ett halvår.
"""
PAGE = """<html><head><style>p { color: red }</style><script>var hemligt = 1</script></head>
<body><h1>Validering</h1><p>Validering av reell kompetens kartlägger kunskaper.</p></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files with what the questions ask for, among others."""
    made = tmp_path / "dokument"
    made.mkdir()
    (made / "010_rapport.txt").write_text(REPORT, "utf-8")
    (made / "011_sida.html").write_text(PAGE, "utf-8")
    for number in range(12, 16):
        (made / f"0{number}_annat.txt").write_text(f"Om annat nummer {number}.", "utf-8")
    (made / "010_rapport.meta.toml").write_text('title = "Slutrapport"', "utf-8")
    return made


@pytest.fixture
def questions() -> list[EvalQuestion]:
    """One with an answer in each file, and one without any."""
    return [
        EvalQuestion(
            id="q1",
            question="Vad är syftet med vägledning?",
            kind="fact",
            answerable=True,
            doc="010",
            gold_spans=["individen ska kunna välja utbildning och yrke själv"],
            must_contain=["yrke"],
        ),
        EvalQuestion(
            id="q2",
            question="Vad kartlägger validering?",
            kind="fact",
            answerable=True,
            doc="011",
            pages={"011": [4]},
            gold_spans=["kartlägger kunskaper"],
            must_contain=["kunskaper"],
        ),
        EvalQuestion(
            id="q3", question="Vad kostar en moped i Kiruna?", kind="unanswerable", answerable=False
        ),
    ]
