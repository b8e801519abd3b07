from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.lexicon import Lexicon
from evals.training import lexicon as train_words
from evals.training.lexicon import read_thesaurus, retrofitted, save, word_vectors

LINES = [
    line.split()
    for line in (
        "eleven läser en kurs i matematik varje vår",
        "eleven studerar en kurs i matematik varje höst",
        "bonden plöjer en åker med traktor varje vår",
        "bonden harvar en åker med traktor varje höst",
    )
] * 40
WORDS = sorted({word for line in LINES for word in line})


def test_words_in_the_same_surroundings_become_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    # Of so few words every one is frequent, and would be left out.
    monkeypatch.setattr(train_words, "FREQUENT", 1.0)
    vectors = dict(zip(WORDS, word_vectors(LINES, WORDS), strict=True))
    near = vectors["läser"] @ vectors["studerar"]
    assert near > vectors["läser"] @ vectors["plöjer"]
    assert near > vectors["läser"] @ vectors["traktor"]


def test_a_thesaurus_leads_both_ways_and_leaves_phrases_out() -> None:
    synonyms = read_thesaurus("UTF-8\nplugga|2\n|studera|läsa in sig\n|Nöta\nstudera|1\n|läsa\n")
    assert synonyms == {
        "plugga": {"studera", "nöta"},
        "studera": {"plugga", "läsa"},
        "nöta": {"plugga"},
        "läsa": {"studera"},
    }


def test_a_word_that_no_text_has_gets_the_place_of_its_synonyms() -> None:
    vectors = np.eye(3, dtype=np.float32)
    every, fitted = retrofitted(
        ["studera", "läsa", "plöja"], vectors, read_thesaurus("plugga|1\n|studera\n")
    )
    assert every == ["studera", "läsa", "plöja", "plugga"]
    assert fitted[3] @ fitted[0] > 0.9
    assert fitted[3] @ fitted[2] < 0.1


def test_what_is_saved_can_be_loaded(tmp_path: Path) -> None:
    save(["studera", "läsa"], np.eye(2, dtype=np.float32), [50, 9], tmp_path)
    lexicon = Lexicon(StaticEmbedder(BUILTIN_FOLDER), tmp_path)
    assert lexicon.knows("läsa")
    assert not lexicon.knows("plugga")
    assert lexicon.rarity("läsa") > lexicon.rarity("studera")
