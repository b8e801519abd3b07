"""What is not there under ``/v1``, answered with a problem; must be included last.

Without it the chat page, which is mounted at ``/``, would answer with a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.serve.addresses import path_of

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def refusing(routers: Iterable[APIRouter]) -> APIRouter:
    """A router that says whether it is the address that some routers lack, or the method."""
    routes = [own for router in routers for own in router.routes if isinstance(own, APIRoute)]
    rest = APIRouter(prefix="/v1", include_in_schema=False)

    @rest.api_route("/{rest:path}", methods=_METHODS)
    def refuse(request: Request) -> None:
        matching = [own for own in routes if own.path_regex.match(path_of(request.scope))]
        methods = [method for own in matching for method in sorted(own.methods or ())]
        if methods:
            raise HTTPException(405, headers={"Allow": ", ".join(methods)})
        raise HTTPException(404)

    return rest
