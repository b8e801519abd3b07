"""The server of the Model Context Protocol: which tools there are, and calls of them."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import anyio
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToolEntry
from pydantic import ValidationError
from starlette.requests import Request

from assistant.app import App
from assistant.search.documents import NoSuchDocument, NoSuchPage
from assistant.serve.mcp.tools import TOOLS, Tool
from assistant.serve.problems import language_of, log_failure, problem_of
from assistant.serve.validation import error_texts, field_errors, joined
from assistant.words.languages import Language
from corpus.data_files import toml

_ABOUT = (
    "Vägvis svarar på frågor om vägledning, studier och kurser med ordagranna citat ur dokument "
    "och kurskataloger. Citera som det står, ange källa och sida, och säg när svaret saknas."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_WORDS = toml("tools.toml", __package__)
_BY_NAME = {tool.name: tool for tool in TOOLS}


def server(app: App) -> Server[Any]:
    """The server over an app, for any transport."""

    async def list_tools(
        context: ServerRequestContext[Any],  # noqa: ARG001 - given by the protocol
        params: PaginatedRequestParams | None,  # noqa: ARG001
    ) -> ListToolsResult:
        return ListToolsResult(tools=[_entry(tool) for tool in TOOLS])

    async def call_tool(
        context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        request = context.request
        language = language_of(request) if isinstance(request, Request) else Language.SWEDISH
        arguments = params.arguments or {}
        return await anyio.to_thread.run_sync(_call, app, params.name, arguments, language)

    return Server(
        "vagvis",
        title="Vägvis",
        version=version("vagvis"),
        instructions=_ABOUT,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _entry(tool: type[Tool]) -> ToolEntry:
    return ToolEntry(
        name=tool.name,
        **_WORDS[tool.name],
        input_schema=tool.model_json_schema(),
        output_schema=tool.reply.model_json_schema(mode="serialization"),
        annotations=_READS,
    )


def _call(app: App, name: str, arguments: dict[str, Any], language: Language) -> CallToolResult:
    """Calls a tool; whatever goes wrong is told in a sentence that the model can act on."""
    texts = error_texts()
    tool = _BY_NAME.get(name)
    if tool is None:
        known = ", ".join(_BY_NAME)
        return _error(texts["tools.no-tool"].get(language, name=name[:100], names=known))
    try:
        result = tool.model_validate(arguments).call(app, language)
    except ValidationError as error:
        errors = [{**one, "loc": ("arguments", *one["loc"])} for one in error.errors()]
        return _error(joined(field_errors(errors, language)))
    except NoSuchDocument:
        return _error(texts["tools.no-document"].get(language))
    except NoSuchPage as error:
        return _error(texts["tools.no-page"].get(language, n=error.n))
    except Exception as error:  # noqa: BLE001 - the protocol's own log would tell the question
        log_failure(error)
        return _error(problem_of(error, language).detail)
    body = result.body.model_dump(mode="json")
    return CallToolResult(content=[TextContent(text=result.text)], structured_content=body)


def _error(text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text)], is_error=True)
