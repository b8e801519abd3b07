"""The engine that answers with the language model that an operator chose."""

from __future__ import annotations

from assistant.answer.engine import Engine
from assistant.answer.model.engine import ModelEngine
from assistant.search.retriever import Retriever
from assistant.settings import Settings


def chosen_engine(settings: Settings, retriever: Retriever, fallback: Engine) -> ModelEngine:
    """The engine of the settings' model; ``fallback`` answers where that does not.

    Raises:
        ModelSettingError: the model cannot be used.
    """
    # Imported where a model is chosen: they take a second.
    from assistant.answer.claims.check import Checker
    from assistant.answer.model.connecting import connect

    seconds, tokens = settings.model_timeout, settings.model_tokens
    model = connect(settings.model, settings.model_url, timeout=seconds, tokens=tokens)
    return ModelEngine(
        model=model,
        checker=Checker(retriever.ranker.lexicon, retriever.reader.speller.is_name),
        store=retriever.store,
        fallback=fallback,
        timeout=seconds,
        tokens=tokens,
    )
