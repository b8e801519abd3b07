"""The engines that the measurement compares agree on what is best."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.keyword_engines.engines import ENGINES, Inverted

TEXTS = [
    "Vuxenutbildningen i regionen ges av kommunerna.",
    "Åldersgränsen för studiemedel är sextio år.",
    "Undersköterska är en skyddad yrkestitel.",
    "Ansökan görs senast den 15 maj.",
]


@pytest.mark.parametrize("name", ENGINES)
def test_finds_and_replaces(name: str, tmp_path: Path) -> None:
    if name == "bm25s":
        pytest.importorskip("bm25s")
    engine = ENGINES[name](tmp_path)
    engine.build(TEXTS)
    engine.open()
    assert engine.search("åldersgränser", 2)[0] == 1
    assert engine.search("undersköterskor", 2)[0] == 2
    if name == "bm25s":
        with pytest.raises(NotImplementedError):
            engine.replace({1: "Folkhögskola"})
        return
    engine.replace({1: "Folkhögskolan ligger vid havet."})
    assert engine.search("folkhögskolor", 2)[0] == 1
    assert 1 not in engine.search("studiemedel", 1)


def test_common_grams_can_be_left_out(tmp_path: Path) -> None:
    engine = Inverted(tmp_path, share=0.5)
    engine.build(["kurs ett", "kurs två", "kurs tre"])
    engine.open()
    assert engine.search("kurs", 3) == []
    assert engine.search("kurs två", 3) == [1]
