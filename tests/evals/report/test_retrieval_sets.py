"""Reading the retrieval sets."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.report.retrieval_sets import load_sets

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The three files with a few rows each, in their published forms."""
    source = tmp_path / "eval"
    source.mkdir()
    rows = [
        {"question": "Vem får söka?", "candidate_answers": ["Alla vuxna.", "I maj."], "label": 0},
        {"question": "När söker man?", "candidate_answers": ["Alla vuxna.", "I maj."], "label": 1},
    ]
    for name, row in zip(("dev", "test"), rows, strict=True):
        text = json.dumps(row, ensure_ascii=False) + "\n"
        (source / f"swefaq_{name}.jsonl").write_text(text, encoding="utf-8")
    answer = {"question": "Var ligger Umeå?", "answers": [{"text": "Västerbotten"}]}
    no_answer = {"question": "Vem byggde Umeå?", "answers": []}
    article = {
        "title": "Städer",
        "paragraphs": [
            {"context": "Lund ligger i Skåne.", "qas": [no_answer]},
            {"context": "Umeå ligger i Västerbotten.", "qas": [answer]},
        ],
    }
    with gzip.open(source / "squad_dev_v2_sv.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"data": [article]}, file)
    questions = [
        {"title": "Skolan", "ps": ["Eleverna behöver lärare.", "Läraren undervisar."]},
        {"title": "Vägen", "ps": ["Vägen är smal."]},
        {"title": "Skolan", "ps": ["En annan fråga med samma titel."]},
    ]
    (source / "riksdag_questions_test.json").write_text(json.dumps(questions), encoding="utf-8")
    return tmp_path


def test_each_set_is_read_into_one_form(folder: Path) -> None:
    faq, squad, parliament = load_sets(folder)
    assert faq.passages == ("Alla vuxna.", "I maj.")
    assert faq.right == (0, 1)
    assert squad.queries == ("Var ligger Umeå?",)
    assert squad.right == (1,)
    assert parliament.queries == ("Skolan", "Vägen")
    assert parliament.owners == (0, 0, 1)


@pytest.mark.measurement
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not here")
def test_the_published_files_have_the_known_sizes() -> None:
    sizes = {each.name: (len(each.queries), len(each.passages)) for each in load_sets(SHARED)}
    assert sizes == {"SweFAQ": (219, 219), "SQuAD-sv": (5211, 1204), "parliament": (610, 3006)}
