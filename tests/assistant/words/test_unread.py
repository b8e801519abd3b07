from __future__ import annotations

import pytest

from assistant.words.answers import unread_in
from corpus.foreign import Foreign, Tongue, foreign
from corpus.glossary import load_glossary


@pytest.mark.parametrize("tongue", Tongue)
def test_each_language_that_is_named_has_a_text_of_its_own(tongue: Tongue) -> None:
    found = foreign(unread_in(tongue), load_glossary().knows)
    assert found in (Foreign(tongue), Foreign(None))
