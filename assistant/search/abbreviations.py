"""Abbreviations that the documents themselves write out: "vuxenutbildningen i Ekby (VIE)"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question.plan import Query, Term
from assistant.question.words import content_words
from corpus.model import Filters
from corpus.store import StoreReader

READ = 20
"""Passages with an abbreviation among which it is looked for in full."""

_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w-])")
_WORDS = re.compile(r"(?:[^\W\d_][\w-]* ){1,6}[^\W\d_][\w-]*$")
"""The words that a text ends in."""

LONGEST = 300
"""Characters of the longest name that is looked for."""


def written_out(query: Query, store: StoreReader, filters: Filters) -> Query:
    """A query whose abbreviations also stand in full, as the documents have them.

    Those that the glossary knows have a meaning already.
    """
    asked = {found.lower(): found for found in _ABBREVIATION.findall(query.text)}
    named = {
        term: full
        for term in query.terms
        if term.text in asked and not (term.alternatives or term.phrases)
        if (full := _in_full(asked[term.text], store, filters))
    }
    terms = tuple(_also(term, named[term]) if term in named else term for term in query.terms)
    return replace(query, terms=terms, keywords=" ".join([query.keywords, *named.values()]))


def _also(term: Term, full: str) -> Term:
    words = content_words(full)
    return replace(term, phrases=(words,)) if len(words) > 1 else replace(term, alternatives=words)


def _in_full(short: str, store: StoreReader, filters: Filters) -> str:
    """What an abbreviation stands for; empty where no passage found tells."""
    found = store.keyword_search(short, READ, filters)
    texts = (passage.text for passage in store.passages([key for key, _ in found]))
    return next(filter(None, (_before(short, text) for text in texts)), "")


def _before(short: str, text: str) -> str:
    """The words before an abbreviation that begin as it does, as few as there are.

    After Schwartz and Hearst (2003): "i Älvmarkens vuxenutbildning (ÄVUX)".
    """
    mark = rf"(?: \(|,? (?:som )?förkorta[st] |, ){re.escape(short)}(?![\w-])"
    for match in re.finditer(mark, text):
        named = _WORDS.search(text[max(0, match.start() - LONGEST) : match.start()])
        words = named[0].split() if named else []
        begins = [at for at, word in enumerate(words) if word[0].lower() == short[0].lower()]
        if begins:
            return " ".join(words[begins[-1] :])
    return ""
