"""The one HTTP interface over an app: the API, OpenAI's protocol, the tools, and the chat page."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.access.identity import load_identity_provider
from assistant.access.keys import KeyStore
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
    unanswered,
    unknown,
    uploads,
    watched,
)
from assistant.serve.api.limits import SizeLimit
from assistant.serve.api.openapi import PROBLEM_RESPONSE, openapi
from assistant.serve.auth.gate import Gate
from assistant.serve.mcp import endpoint as mcp
from assistant.serve.metrics import PATH as METRICS
from assistant.serve.metrics import Metrics
from assistant.serve.observed import Lasting, Note, Observed
from assistant.serve.openai import routes as openai
from assistant.serve.prefix import PrefixedLinks
from assistant.serve.request_log import log
from assistant.serve.security.floods import Floods
from assistant.serve.security.headers import SecurityHeaders
from assistant.serve.security.names import LOOPBACK, Names, OwnNames
from assistant.serve.security.same_site import SameSite
from assistant.serve.views import Views
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.serve.auth.sign_in import SignIn

_ABOUT = (
    "Svar ur dokument, ordagrant citerade, eller ett ärligt besked om att svaret inte finns där."
)


def build(app: App, views: Views | None = None) -> FastAPI:
    """What other programs call, over an app; whoever opened the app closes it.

    ``views`` tells which part of it each caller may see; without them all see all.
    """
    views = views or Views(app)
    app = views.open
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
        # its spans would hold addresses as they were sent, and with them questions
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    api.state.views = views
    researching = (research, sheets, saved, unanswered)
    parts = (questions, *researching, course_routes, documents, uploads, readings, watched, health)
    routers = [part.router for part in parts]
    for router in routers:
        api.include_router(router)
    api.router.routes += unknown.refusing(routers)
    api.mount("/openai", openai.build(views))
    api.router.routes.append(Route(mcp.PATH, tools, methods=["POST"]))
    for error in problems.FORESEEN:
        api.add_exception_handler(error, problems.on_error)
    settings = app.settings
    if settings.root_path:
        api.add_middleware(PrefixedLinks, prefix=settings.root_path)
    api.add_middleware(SizeLimit)
    api.add_middleware(SameSite, hosts=settings.hosts, origins=settings.origins)
    api.add_middleware(problems.Guard)
    # without origins, too: where it stands, Gradio adds no words of its own for other sites
    api.add_middleware(
        CORSMiddleware, allow_origins=settings.origins, allow_methods=["*"], allow_headers=["*"]
    )
    api.openapi = partial(openapi, api, app)  # type: ignore[method-assign]
    return api


def build_with_chat(app: App, views: Views | None = None) -> FastAPI:
    """The same, and the chat page at ``/``; its package takes seconds to import.

    The page is for everybody, and so over the open documents.
    """
    from assistant.serve.chat.page import mount
    from assistant.serve.security.page_door import close_around

    api = build(app, views)
    mount(
        api, views.open if views else app
    )  # last: it answers at every address that nothing before it does
    close_around(api)
    return api


def served(app: App, host: str, keys: KeyStore, *, chat: bool = True) -> ASGIApp:
    """What strangers may reach: the whole interface, with all that stands before it."""
    metrics = Metrics(app)
    views = Views(metrics.counted(app), keys.collections(), metrics.counted)
    api = (build_with_chat if chat else build)(views.whole, views)
    sign_in = _sign_in(app.settings)
    api.router.routes[:0] = [
        Route(METRICS, metrics.page),
        *(sign_in.routes if sign_in else ()),
    ]
    return behind_doors(api, app.settings, host, keys, metrics, sign_in=sign_in)


def _sign_in(settings: Settings) -> SignIn | None:
    if settings.sign_in is None:
        return None
    from assistant.serve.auth.sign_in import SignIn  # its packages are needed nowhere else

    return SignIn(load_identity_provider(settings.sign_in))


def behind_doors(
    api: ASGIApp,
    settings: Settings,
    host: str,
    keys: KeyStore,
    metrics: Metrics,
    *,
    sign_in: SignIn | None = None,
) -> ASGIApp:
    """An interface with all that stands before it, from the inside out."""
    line = Floods(api, settings)
    metrics.of_line(lambda: line.waiting, lambda: line.working)
    gate = Gate(line, keys, settings, private=host in LOOPBACK, guesses=line.count, sign_in=sign_in)
    named = OwnNames(gate, Names.of(host, settings.hosts))
    guarded = SecurityHeaders(problems.Guard(named))
    notes: list[Note] = [metrics.note, log]
    lasting: list[Lasting] = [metrics.watching_the_log]
    if settings.traces:
        from assistant.serve.tracing import Spans, exporter

        spans = Spans(exporter(settings.traces))
        notes.append(spans.note)
        lasting.append(spans.lasting)
    return Observed(guarded, notes, lasting)
