"""The one HTTP interface over an app: the API, OpenAI's protocol, the tools, and the chat page."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.app import App
from assistant.serve import problems
from assistant.serve.api import (
    course_routes,
    documents,
    health,
    questions,
    readings,
    research,
    saved,
    sheets,
    unknown,
    uploads,
)
from assistant.serve.api.limits import SizeLimit
from assistant.serve.api.openapi import PROBLEM_RESPONSE, openapi
from assistant.serve.mcp import endpoint as mcp
from assistant.serve.openai import routes as openai
from assistant.serve.security.headers import SecurityHeaders
from assistant.serve.security.names import Names, OwnNames
from assistant.serve.security.same_site import SameSite
from assistant.settings import Settings

_ABOUT = (
    "Svar ur dokument, ordagrant citerade, eller ett ärligt besked om att svaret inte finns där."
)


def build(app: App) -> FastAPI:
    """What other programs call, over an app; whoever opened the app closes it."""
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
    researching = (research, sheets, saved)
    parts = (questions, *researching, course_routes, documents, uploads, readings, health)
    routers = [part.router for part in parts]
    for router in (*routers, unknown.refusing(routers)):
        api.include_router(router)
    api.mount("/openai", openai.build(app))
    api.router.routes.append(Route(mcp.PATH, tools, methods=["POST"]))
    for error in problems.FORESEEN:
        api.add_exception_handler(error, problems.on_error)
    settings = app.settings
    api.add_middleware(SizeLimit)
    api.add_middleware(SameSite, hosts=settings.hosts, origins=settings.origins)
    api.add_middleware(problems.Guard)
    # without origins, too: where it stands, Gradio adds no words of its own for other sites
    api.add_middleware(
        CORSMiddleware, allow_origins=settings.origins, allow_methods=["*"], allow_headers=["*"]
    )
    api.openapi = partial(openapi, api, app)  # type: ignore[method-assign]
    return api


def build_with_chat(app: App) -> FastAPI:
    """The same, and the chat page at ``/``; its package takes seconds to import."""
    from assistant.serve.chat.page import mount
    from assistant.serve.security.page_door import close_around

    api = build(app)
    mount(api, app)  # last: it answers at every address that nothing before it does
    close_around(api)
    return api


def behind_doors(api: ASGIApp, settings: Settings, host: str) -> ASGIApp:
    """What strangers may reach: an interface with all that stands before it.

    Args:
        api: the interface, as built above.
        settings: the operator's choices.
        host: the address that is listened on.
    """
    named = OwnNames(api, Names.of(host, settings.hosts))
    return SecurityHeaders(problems.Guard(named))
