"""What a web page states of itself in its head: title, publisher, date and language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.readers.reading import Facts, file_facts, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = ("og:title", "dc.title", "dcterms.title")
_PUBLISHER = ("dc.publisher", "dcterms.publisher", "publisher", "og:site_name")
_PUBLISHED = (
    "article:published_time dcterms.issued dc.date.issued dcterms.date dc.date date "
    "dcterms.created dc.date.created"
).split()
_CHANGED = "article:modified_time dcterms.modified dc.date.modified last-modified".split()
_SITE_SUFFIX = re.compile(r"\s+[|\-–—·«»:]+\s+")


def facts_of(root: HtmlElement) -> Facts:
    """The facts in a page's ``head``: meta elements first, then JSON-LD, then elements."""
    meta = _meta(root)
    linked = _linked_data(root)
    title = _title(root, meta)
    publisher = _first(meta, _PUBLISHER) or linked.get("publisher") or _site(root)
    published = _first(meta, _PUBLISHED) or linked.get("datePublished")
    published = published or _time(root) or _first(meta, _CHANGED)
    language = root.get("lang") or meta.get("content-language") or meta.get("og:locale")
    author = meta.get("author") or meta.get("dc.creator")
    return file_facts(title, publisher, published, language, author)


def _site(root: HtmlElement) -> str | None:
    """The site's name that the page's title ends with, where the page shows it as well."""
    element, body = root.find(".//head/title"), root.find("body")
    if element is None or body is None:
        return None
    _, *further = _SITE_SUFFIX.split(tidy(element.text_content()))
    shown = tidy(" ".join([body.text_content(), *(img.get("alt", "") for img in body.iter("img"))]))
    return further[-1] if further and further[-1] in shown else None


def _meta(root: HtmlElement) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv") or ""
        content = tidy(element.get("content") or "")
        if name and content:
            values.setdefault(name.strip().lower().replace("dc:", "dc."), content)
    return values


def _first(meta: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _title(root: HtmlElement, meta: Mapping[str, str]) -> str | None:
    """The page's title without the site's name: the heading tells where the one ends."""
    element = root.find(".//head/title")
    titles = [_first(meta, _TITLE), tidy(element.text_content()) if element is not None else None]
    for title in filter(None, titles):
        for heading in root.iter("h1"):
            text = tidy(heading.text_content())
            if text and text in title:
                return text
    title = next(filter(None, titles), "")
    parts = _SITE_SUFFIX.split(title)
    site = meta.get("og:site_name")
    if len(parts) > 1 and (" | " in title or parts[-1] == site):
        return title[: title.rindex(parts[-1])].rstrip(" |-–—·«»:")
    return title or None


def _time(root: HtmlElement) -> str | None:
    for element in root.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return element.get("datetime") or tidy(element.text_content())
    return None


def _linked_data(root: HtmlElement) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            for item in _items(element.text or ""):
                publisher = item.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                if isinstance(name, str):
                    values.setdefault("publisher", tidy(name))
                if isinstance(published := item.get("datePublished"), str):
                    values.setdefault("datePublished", published)
    return values


def _items(source: str) -> Iterator[dict[str, object]]:
    try:
        data: object = json.loads(source)
    except (ValueError, RecursionError):
        return
    stack = [data]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(entry)
        elif isinstance(entry, dict):
            yield entry
            stack.extend(value for value in entry.values() if isinstance(value, list))
