"""What a page may load and run (Content Security Policy, level 3)."""

from __future__ import annotations

import base64
import hashlib
import re

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page: nothing in it is ever run."""

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)


def page_policy(html: str, *, evaluates: bool = False) -> str:
    """The policy of a page of ours: this server alone, and the scripts that stand in the page.

    These are named by their hashes, so no other that found its way in would run. With
    ``evaluates`` they may make functions of texts, as Gradio's do.
    """
    hashes = dict.fromkeys(
        _hash(script)
        for attributes, script in _SCRIPT.findall(html)
        if not _SOURCE.search(attributes)
    )
    scripts = " ".join(["'self'", *hashes, *(["'unsafe-eval'"] if evaluates else [])])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
        "base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'"
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
