"""The HTTP interface over an app."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.routing import Route

from assistant.app import App
from assistant.serve import problems
from assistant.serve.api import (
    answers,
    courses,
    documents,
    health,
    paths,
    search,
    unknown,
    uploads,
    votes,
)
from assistant.serve.api.limits import SizeLimit
from assistant.serve.api.openapi import PROBLEM_RESPONSE, openapi
from assistant.serve.mcp import endpoint as mcp
from assistant.serve.openai import server as openai_server
from corpus.store import StoreFull

_ABOUT = (
    "Svar ur dokument, ordagrant citerade, eller ett ärligt besked om att svaret inte finns där."
)


def build(app: App) -> FastAPI:
    """The API over an app; whoever opened the app closes it."""
    tools = mcp.Endpoint(app)
    api = FastAPIOffline(
        redoc_url=None,
        title="Vägvis",
        version=version("vagvis"),
        description=_ABOUT,
        responses=PROBLEM_RESPONSE,
        # without it the page asks a server on the internet to check the document
        swagger_ui_parameters={"validatorUrl": None},
        lifespan=tools.running,
    )
    api.state.vagvis = app
    for part in (search, answers, courses, paths, votes, documents, uploads, health, unknown):
        api.include_router(part.router)
    api.mount("/openai", openai_server.build(app))
    api.router.routes.append(Route(mcp.PATH, tools, methods=["POST"]))
    api.add_exception_handler(problems.ProblemError, problems.on_problem)
    api.add_exception_handler(StoreFull, problems.on_full_disk)
    api.add_exception_handler(RequestValidationError, problems.on_invalid)
    api.add_exception_handler(HTTPException, problems.on_http_exception)
    api.add_middleware(SizeLimit)
    api.add_middleware(problems.Guard)
    api.openapi = partial(openapi, api, app)  # type: ignore[method-assign]
    return api
