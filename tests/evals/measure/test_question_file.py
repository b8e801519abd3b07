from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.measure.question_file import QuestionFileError, load_questions

GOOD = {"id": "a", "question": "Vad?", "kind": "fact", "answerable": True, "doc": "010"}


def line(**fields: object) -> str:
    return json.dumps(GOOD | fields, ensure_ascii=False)


def write(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"\n".join(x.encode() if isinstance(x, str) else x for x in lines))
    return path


def test_questions_are_read_and_empty_lines_passed_over(tmp_path: Path) -> None:
    lines = [line(), "", line(id="b", doc=["1", "2"], history=None), "  "]
    questions = load_questions(write(tmp_path / "q.jsonl", *lines))
    assert [q.id for q in questions] == ["a", "b"]
    assert [q.docs for q in questions] == [["010"], ["1", "2"]]


def test_texts_may_hold_what_some_take_for_line_breaks(tmp_path: Path) -> None:
    span = "ett\u2028två\x85tre | fyra ||"
    path = write(tmp_path / "q.jsonl", b"\xef\xbb\xbf" + line(gold_spans=[span]).encode() + b"\r\n")
    assert load_questions(path)[0].gold_spans == [span]


def test_a_kind_that_is_new_is_a_row_of_its_own(tmp_path: Path) -> None:
    assert load_questions(write(tmp_path / "q.jsonl", line(kind="dialekt")))[0].kind == "dialekt"


def test_a_question_without_answer_needs_nothing_to_judge_by(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", line(answerable=False, doc=None))
    assert not load_questions(path)[0].answerable


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{trasig", "raden är inte giltig JSON"),
        (line()[:-1], "raden är inte giltig JSON"),
        ("[1]", "raden ska vara ett JSON-objekt"),
        ("null", "raden ska vara ett JSON-objekt"),
        (b'{"id": "\xe5"}', "raden är inte UTF-8"),
        ('{"id": "b"}', "question saknas"),
        (line(id=7), "id ska vara text"),
        (line(question=" "), "question får inte vara tom"),
        (line(question="å" * 4001), "question är för lång"),
        (line(kind=""), "kind får inte vara tom"),
        (line(kind=["fact"]), "kind ska vara text"),
        (line(answerable="ja"), "answerable ska vara true eller false"),
        (line(answerable=1), "answerable ska vara true eller false"),
        (line(doc=[10]), "doc ska vara text"),
        (line(pages=[11]), "pages ska vara ett objekt"),
        (line(pages={"010": ["11"]}), r"pages\.010\.0 ska vara ett heltal"),
        (line(gold_spans="ord"), "gold_spans ska vara en lista"),
        (line(gold_spans=["ord", ""]), r"gold_spans\.1 får inte vara tom"),
        (line(span_mode="some"), "span_mode ska vara 'any' eller 'all'"),
        (line(must_contain=["tolv|"]), r"must_contain\.0 har ett tomt alternativ"),
        (line(must_not_contain=[""]), r"must_not_contain\.0 har ett tomt alternativ"),
        (line(history=[{"role": "system", "content": "x"}]), r"history\.0\.role ska vara 'user'"),
        (line(history=[{"role": "user"}]), r"history\.0\.content saknas"),
        (line(doc=None), "raden har svar men varken gold_spans, must_contain eller doc"),
        (line(), "id a finns redan på rad 1"),
    ],
)
def test_a_broken_line_is_refused_by_its_number(
    tmp_path: Path, broken: str | bytes, said: str
) -> None:
    path = write(tmp_path / "q.jsonl", line(), "", broken, line(id="c"))
    with pytest.raises(QuestionFileError, match=rf"q\.jsonl, rad 3: {said}"):
        load_questions(path)


@pytest.mark.parametrize("lines", [[], ["", " "]])
def test_a_file_without_questions_is_refused(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(QuestionFileError, match="inga frågor"):
        load_questions(write(tmp_path / "q.jsonl", *lines))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"saknas\.jsonl"):
        load_questions(tmp_path / "saknas.jsonl")
    with pytest.raises(QuestionFileError, match="går inte att läsa"):
        load_questions(tmp_path)
