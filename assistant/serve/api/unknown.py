"""What is not there under ``/v1``, told as a problem; must be included last.

Without it the chat page, which is mounted at ``/``, would answer with a page of its own.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

router = APIRouter(prefix="/v1", include_in_schema=False)

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@router.api_route("/{rest:path}", methods=_METHODS)
def refuse(request: Request) -> None:
    """Says whether it is the address that is unknown, or the method."""
    for template, operations in request.app.openapi()["paths"].items():
        if compile_path(template)[0].match(request.url.path):
            allowed = ", ".join(method.upper() for method in operations)
            raise HTTPException(405, headers={"Allow": allowed})
    raise HTTPException(404)
