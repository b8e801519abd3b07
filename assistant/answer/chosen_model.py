"""The engine that answers with the language model that an operator chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer.engine import Engine
from assistant.search.retriever import Retriever
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answer.model.engine import ModelEngine


def chosen_engine(settings: Settings, retriever: Retriever, fallback: Engine) -> ModelEngine | None:
    """The engine of the settings' model; ``fallback`` answers where that does not.

    None where no model is chosen, and then nothing of it is imported: that takes a second.

    Raises:
        ModelSettingError: the model cannot be used.
    """
    if not settings.model:
        return None
    from assistant.answer.claims.check import Checker
    from assistant.answer.model.connecting import connect
    from assistant.answer.model.engine import ModelEngine
    from assistant.answer.model.writing import Writer

    seconds, tokens = settings.model_timeout, settings.model_tokens
    model = connect(settings.model, settings.model_url, timeout=seconds, tokens=tokens)
    checker = Checker(retriever.reader.speller.is_name)
    return ModelEngine(Writer(model, checker, retriever.store, seconds, tokens), fallback)
