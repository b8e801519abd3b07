"""The one HTTP interface over an app: the API, OpenAI's protocol, the tools, and the chat page."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.routing import Route

from assistant.app import App
from assistant.serve import problems
from assistant.serve.api import course_routes, documents, health, questions, unknown, uploads
from assistant.serve.api.limits import SizeLimit
from assistant.serve.api.openapi import PROBLEM_RESPONSE, openapi
from assistant.serve.mcp import endpoint as mcp
from assistant.serve.openai import routes as openai

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
    parts = (questions, course_routes, documents, uploads, health)
    routers = [part.router for part in parts]
    for router in (*routers, unknown.refusing(routers)):
        api.include_router(router)
    api.mount("/openai", openai.build(app))
    api.router.routes.append(Route(mcp.PATH, tools, methods=["POST"]))
    for error in problems.FORESEEN:
        api.add_exception_handler(error, problems.on_error)
    api.add_middleware(SizeLimit)
    api.add_middleware(problems.Guard)
    api.openapi = partial(openapi, api, app)  # type: ignore[method-assign]
    return api


def build_with_chat(app: App) -> FastAPI:
    """The same, and the chat page at ``/``; its package takes seconds to import."""
    from assistant.serve.chat.page import mount

    api = build(app)
    mount(api, app)  # last: it answers at every address that nothing before it does
    return api
