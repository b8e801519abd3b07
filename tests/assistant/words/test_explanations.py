from __future__ import annotations

from assistant.words.explanations import explained
from corpus.glossary import load_explanations


def test_hard_words_are_explained_in_whatever_form_they_stand_each_once() -> None:
    text = "Valideringen sker med anordnaren. Validering kräver grundläggande behörighet."
    assert [word for word, _ in explained(text)] == [
        "validering",
        "anordnare",
        "grundläggande behörighet",
    ]
    assert explained("Hej på dig.") == []


def test_an_explanation_is_a_short_sentence_without_the_word_itself() -> None:
    for word, meaning in load_explanations().items():
        assert meaning.endswith(".")
        assert len(meaning.split()) <= 15, word
        assert word == word.lower()
