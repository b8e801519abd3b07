"""Where a request goes: its path as this service knows it, whatever a proxy puts before it."""

from __future__ import annotations

from starlette.types import Scope


def path_of(scope: Scope) -> str:
    """The path without what the service is mounted under; "/" at least."""
    path, mounted = scope["path"], scope.get("root_path", "")
    if mounted and (path == mounted or path.startswith(f"{mounted}/")):
        path = path[len(mounted) :]
    return str(path) or "/"
