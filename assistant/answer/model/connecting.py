"""The language model: any that LangChain reaches, by one name; and what may go wrong with it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.answer.model.deadline import TimeIsUp, in_time
from assistant.answer.model.schema import JsonSchema

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

RETRIES = 2
"""How often the provider's client asks again where a server is busy, broken or not reached."""

REPLY_TOKENS = 2_000
"""Tokens of the longest reply that is asked for; a model may run on without end."""

_WAYS: tuple[str | None, ...] = ("json_schema", "function_calling", None)
"""How JSON is asked for, the surest first; None: by the words of the prompt alone."""

_FINAL = (401, 403, 429)
"""Statuses that say nothing of the way of asking; by any other a server may mean that it does not
know it: some answer 404 or 500 to what they have never heard of."""

_PACKAGES = {"openai": "langchain-openai", "ollama": "langchain-ollama"}

logger = logging.getLogger(__name__)


class ModelSettingError(Exception):
    """The model that the operator chose cannot be used; the Swedish text says what to do."""


class Trouble(StrEnum):
    """Why there is no answer of the model's."""

    SLOW = "slow"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    BUSY = "busy"
    BROKEN = "broken"
    CUT_OFF = "cut_off"
    GARBLED = "garbled"
    NO_ROOM = "no_room"
    UNMASKED = "unmasked"


class ModelFailed(Exception):
    """There is no answer of the model's. Holds nothing of what was asked."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class _UnknownWay(Exception):
    """The provider's client has no such way of asking for JSON."""


class ChatModel:
    """A chat model that replies in JSON; safe to share."""

    def __init__(self, name: str, chat: BaseChatModel) -> None:
        self.name = name
        self._chat = chat
        self._way = 0

    def stream(
        self, messages: Sequence[BaseMessage], schema: JsonSchema, deadline: float
    ) -> Iterator[str]:
        """The pieces of the reply as they come.

        Args:
            messages: what is said to the model.
            schema: what it is to reply with; a reply must be checked all the same.
            deadline: when it must be over, as ``time.monotonic`` counts.

        Raises:
            ModelFailed: there is no reply, or it broke off.
        """
        for way in range(self._way, len(_WAYS)):
            begun = False
            try:
                bound = self._bound(way, schema)
                for piece in in_time(partial(_pieces, bound, messages), deadline):
                    begun, self._way = True, way
                    yield piece
            except TimeIsUp:
                raise ModelFailed(Trouble.SLOW) from None
            except Exception as error:  # noqa: BLE001 - providers' errors have no common ancestor
                status = _status(error)
                refused = isinstance(status, int) and status not in _FINAL
                if (
                    not begun
                    and way + 1 < len(_WAYS)
                    and (refused or isinstance(error, _UnknownWay))
                ):
                    continue
                # The message of an error may repeat what was asked, which is not kept.
                logger.warning("the model failed: %s", type(error).__name__)
                raise ModelFailed(_trouble(error, begun=begun)) from None
            return

    def _bound(self, way: int, schema: JsonSchema) -> Runnable[LanguageModelInput, BaseMessage]:
        """The model told what to reply with, without the parser: the text is read as it comes."""
        from langchain_core.runnables import RunnableSequence

        method = _WAYS[way]
        if method is None:
            return self._chat
        try:
            structured = self._chat.with_structured_output(schema, method=method)
        except (NotImplementedError, ValueError, TypeError) as error:
            raise _UnknownWay from error
        if not isinstance(structured, RunnableSequence):
            raise _UnknownWay
        first: Runnable[LanguageModelInput, BaseMessage] = structured.first
        return first


def connect(name: str, url: str, *, timeout: float, tokens: int) -> ChatModel:
    """The model of a name such as ``openai:gpt-4o-mini`` or ``ollama:gemma3``.

    Args:
        name: the provider as LangChain calls it, a colon, and the provider's name for the model.
        url: base address of the server; the provider's own where it is empty.
        timeout: seconds that a request may take.
        tokens: size of the context that will be sent.

    Raises:
        ModelSettingError: there is no such provider, or its package or key is missing.
    """
    from langchain.chat_models import init_chat_model

    provider, _, model = (part.strip() for part in name.partition(":"))
    if not provider or not model:
        raise ModelSettingError(
            f"VAGVIS_MODEL är ”{name}” men ska skrivas ”leverantör:modell”, till exempel "
            "”openai:gpt-4o-mini” eller ”ollama:gemma3”."
        )
    options: dict[str, Any] = {"temperature": 0, "timeout": timeout, "max_retries": RETRIES}
    if url:
        options["base_url"] = url
    if provider == "openai" and url and "OPENAI_API_KEY" not in os.environ:
        options["api_key"] = "none"  # a server of one's own seldom asks for one
    if provider == "ollama":
        # Its window is short unless one says otherwise, and what does not fit is cut unsaid.
        window = {"num_ctx": tokens + REPLY_TOKENS, "num_predict": REPLY_TOKENS}
        options |= {**window, "client_kwargs": {"timeout": timeout}}
    elif provider == "openai" and url:
        # By its older name, which servers of one's own know.
        options["extra_body"] = {"max_tokens": REPLY_TOKENS}
    else:
        options["max_tokens"] = REPLY_TOKENS
    try:
        chat = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        package = _PACKAGES.get(provider, f"langchain-{provider.replace('_', '-')}")
        raise ModelSettingError(
            f"Modellen {name} behöver ett paket till. Installera det med ”pip install {package}”."
        ) from error
    except ValueError as error:
        raise ModelSettingError(
            f"VAGVIS_MODEL är ”{name}”, men det går inte att använda leverantören ”{provider}” så. "
            "Kontrollera namnet och att leverantörens nyckel finns i sin miljövariabel."
        ) from error
    except Exception as error:
        raise ModelSettingError(
            f"Modellen {name} går inte att använda ({type(error).__name__}). Kontrollera att "
            f"nyckeln finns i leverantörens miljövariabel, till exempel {provider.upper()}_API_KEY."
        ) from error
    return ChatModel(name, chat)


def _pieces(
    bound: Runnable[LanguageModelInput, BaseMessage], messages: Sequence[BaseMessage]
) -> Iterator[str]:
    """What each piece of a reply adds to the JSON: as text, or as the arguments of a call."""
    from langchain_core.messages import AIMessageChunk

    for chunk in bound.stream(list(messages)):
        piece = str(chunk.text)
        if not piece and isinstance(chunk, AIMessageChunk):
            piece = "".join(call["args"] or "" for call in chunk.tool_call_chunks)
        if piece:
            yield piece


def _status(error: Exception) -> object:
    return getattr(error, "status_code", None)


def _trouble(error: Exception, *, begun: bool) -> Trouble:
    """What an error of any provider's client comes to; they have no common ancestors."""
    match _status(error):
        case 401 | 403:
            return Trouble.REFUSED
        case 429:
            return Trouble.BUSY
        case int():
            return Trouble.BROKEN
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if "Timeout" in kinds:
        return Trouble.SLOW
    if begun:
        return Trouble.CUT_OFF
    return Trouble.UNREACHABLE if "Connect" in kinds else Trouble.BROKEN
