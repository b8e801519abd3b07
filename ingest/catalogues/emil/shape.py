"""Whether an item is one of EMIL, by its shape: much other JSON has an ``id`` and a ``status``."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.data_files import word_list
from ingest.catalogues.emil.records import ItemKind
from ingest.catalogues.items import shapes
from ingest.catalogues.levels import school

_PREFIXES = {"i.": ItemKind.INFO, "e.": ItemKind.EVENT, "p.": ItemKind.PROVIDER}
_NEEDED = {ItemKind.INFO: "title", ItemKind.EVENT: "education", ItemKind.PROVIDER: "name"}
_SIGNS = {
    ItemKind.INFO: word_list("signs_of_info", __package__),
    ItemKind.EVENT: word_list("signs_of_event", __package__),
    ItemKind.PROVIDER: word_list("signs_of_provider", __package__),
}
_REMOVAL = word_list("removal", __package__)


def kind_of(key: str, content: Mapping[str, object]) -> ItemKind | None:
    """The kind of an item in a list that does not say; None where it is none of EMIL.

    EMIL's own identities begin with the kind. Other ones need a field that hardly any other format
    has, beside the one that no item of their kind is without.
    """
    if "identifier" not in content:
        return None
    by_prefix = _PREFIXES.get(key[:2].lower())
    for kind, signs in _SIGNS.items():
        signed = signs & content.keys() or (kind is ItemKind.INFO and _names_school(content))
        if by_prefix is kind and (signed or _NEEDED[kind] in content):
            return kind
        if by_prefix is None and signed and _NEEDED[kind] in content:
            return kind
    return None


def is_bare_removal(value: Mapping[str, object], key: str, *, is_named: bool) -> bool:
    """Whether an item without content, whose status says that it is gone, is one of EMIL.

    It stands in a list of EMIL, or has an identity like EMIL's own; and it holds nothing else.
    """
    ours = is_named or key[:2].lower() in _PREFIXES
    return ours and value.keys() <= _REMOVAL


def _names_school(content: Mapping[str, object]) -> bool:
    """Whether the item's type is one of the kinds of school that EMIL knows."""
    code = shapes.code(content.get("type")) or shapes.code(content.get("form"))
    return code is not None and school(code) is not None
