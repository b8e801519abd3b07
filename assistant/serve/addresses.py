"""Where a request goes: its path as this service knows it, whatever a proxy puts before it."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope


def path_of(scope: Scope) -> str:
    """The path without what the service is mounted under; "/" at least."""
    path, mounted = scope["path"], scope.get("root_path", "")
    if mounted and (path == mounted or path.startswith(f"{mounted}/")):
        path = path[len(mounted) :]
    return str(path) or "/"


def route_of(scope: Scope) -> str:
    """The pattern of an address, known once it is served; "other" where it has none.

    Nothing of it was written by whoever sent the request.
    """
    route = getattr(scope.get("route"), "path_format", "")
    return route if isinstance(route, str) and route else "other"


def ip_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address in figures; None where it is a name or nothing."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def ip_address_of(scope: Scope) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Where a request comes from; None where that is not known."""
    client = scope.get("client")
    return ip_address(client[0]) if client else None
