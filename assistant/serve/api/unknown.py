"""What is not there under ``/v1``, or not done at an address, is a problem; must come last.

Without it the chat page, which is mounted at ``/``, would answer with a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.serve.addresses import path_of


class Refusal:
    """ASGI application: says whether it is the address that some routes lack, or the method."""

    def __init__(self, routes: Sequence[APIRoute]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, _: Receive, __: Send) -> None:
        """Ends a request with an HTTPException."""
        matching = [own for own in self._routes if own.path_regex.match(path_of(scope))]
        methods = [method for own in matching for method in sorted(own.methods or ())]
        if methods:
            raise HTTPException(405, headers={"Allow": ", ".join(methods)})
        raise HTTPException(404)


def refusing(routers: Iterable[APIRouter]) -> list[Route]:
    """Routes for every method at the addresses of some routers, and for all under ``/v1``."""
    own = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    elsewhere = {route.path for route in own if not route.path.startswith("/v1/")}
    return [Route(path, Refusal(own)) for path in ("/v1/{rest:path}", *sorted(elsewhere))]
