"""What a web page prints around its text: buttons, share links, breadcrumbs, cookie boxes."""

from __future__ import annotations

import re

from corpus.model import Block, BlockKind, Cleaned, Dropped
from ingest.clean.rules import Pages, Reason, flat, fold_space, with_blocks, without

# Lines that say nothing but what a press on them does. Each must be the whole line.
_BUTTONS = frozenset(
    line.strip()
    for line in """
    rss | rss-flöde | prenumerera | in english | på svenska | lyssna | lyssna på sidan
    lättläst | teckenspråk | andra språk | other languages | skriv ut | skriv ut sidan | print
    print this page | utskriftsvänlig version | logotyp på utskrifter | logotyp för utskrift
    logotyp | dela | dela sidan | dela artikeln | dela med dig | share | share this page | gilla
    tweeta | tipsa | tipsa en vän | kopiera länk | kopiera länken | till toppen
    upp till toppen | tillbaka till toppen | till sidans topp | back to top | till innehåll
    till innehållet | till huvudinnehåll | hoppa till innehåll | hoppa till innehållet
    hoppa till huvudinnehåll | gå till innehåll | gå till innehållet | gå till huvudinnehåll
    skip to content | skip to main content | meny | huvudmeny | öppna meny | öppna menyn | stäng
    stäng meny | stäng menyn | menu | close | sök på webbplatsen | logga in | registrera
    registrera dig | registrera logga in | webbkarta | om webbplatsen | om kakor | om cookies
    sekretesspolicy | användarvillkor | integritetspolicy | föregående | nästa | föregående sida
    nästa sida | hjälpte informationen på sidan dig? | var den här sidan till hjälp? | du är här
    """.replace("|", "\n").splitlines()
    if line.strip()
)
_SHARE_ON = frozenset("facebook twitter linkedin x e-post mejl instagram youtube".split())
_SHARE = re.compile(r"(?:dela (?:på|via|med)|share (?:on|via)) \S+", re.IGNORECASE)
_PORTAL = re.compile(r".{0,20}©\s*(?:docplayer|slideplayer).{0,200}", re.IGNORECASE)
_CRUMBS = re.compile(
    r"(?:du är här\s*:.*|(?:hem|start|startsidan?|home)(?:\s*[>/»›|→]\s*[^>/»›|→]{1,60})+)",
    re.IGNORECASE,
)
_TRAILING = " »›>→↑:.|"

_COOKIE = re.compile(r"\b(?:kakor|cookies)\b", re.IGNORECASE)
_COOKIE_BOX = re.compile(
    r"(?:vi|(?:den här |denna )?webbplatsen|den här sidan|genom att|på (?:den här )?webbplatsen|"
    r"we|this (?:web)?site|by)\b",
    re.IGNORECASE,
)
_COOKIE_BUTTON = re.compile(
    r"(?:(?:acceptera|godkänn|tillåt|avvisa|neka)(?: alla)?(?: kakor| cookies)?"
    r"|(?:endast |bara )nödvändiga(?: kakor| cookies)?|jag (?:förstår|godkänner)|läs mer om "
    r"(?:kakor|cookies)|hantera (?:kakor|cookies)|inställningar för (?:kakor|cookies)"
    r"|accept(?: all)?(?: cookies)?)[.!]?",
    re.IGNORECASE,
)
_COOKIE_LENGTH = 500
_COOKIE_LINES = 3

_LINK_HINT = re.compile("nytt fönster|new window|annan webbplats", re.IGNORECASE)
_LINK_NOTE = re.compile(
    r"\s*[(,]?\s*(?:länken )?(?:öppnas i (?:ett )?nytt fönster|opens in (?:a )?new window"
    r"|länk till annan webbplats)\.?\)?"
    r"(?:\s*\((?:[a-z]{3,5},?\s*)?\d+(?:[.,]\d+)?\s?[km]b\))?",
    re.IGNORECASE,
)


def buttons(pages: Pages) -> Cleaned:
    """Drops lines that are a button, a share link or a breadcrumb and nothing else."""
    blocks = [block for _, block in flat(pages)]
    reasons = {}
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        line = block.text.lower().strip(_TRAILING)
        if (
            line in _BUTTONS
            or _SHARE.fullmatch(line)
            or _PORTAL.fullmatch(block.text)
            or _CRUMBS.fullmatch(block.text)
        ):
            reasons[place] = Reason.FURNITURE
    # The name of a service alone may be a heading; after a button it is one of the row.
    for place, block in enumerate(blocks):
        if place - 1 in reasons and block.text.lower() in _SHARE_ON:
            reasons[place] = Reason.FURNITURE
    return without(pages, reasons)


def cookie_box(pages: Pages) -> Cleaned:
    """Drops the box that asks for consent to cookies; a text that is about cookies is kept."""
    blocks = [block for _, block in flat(pages)]
    lines = [
        place
        for place, block in enumerate(blocks)
        if _COOKIE.search(block.text) or _COOKIE_BUTTON.fullmatch(block.text)
    ]
    if not lines or sum(bool(_COOKIE.search(blocks[i].text)) for i in lines) > _COOKIE_LINES:
        return Cleaned(pages)
    box = [
        place
        for place in lines
        if _COOKIE_BOX.match(blocks[place].text)
        and _COOKIE.search(blocks[place].text)
        and len(blocks[place].text) <= _COOKIE_LENGTH
        and (place < 10 or place >= len(blocks) - 10)
    ]
    if not box:
        return Cleaned(pages)
    buttons_near = [
        place
        for place in lines
        if _COOKIE_BUTTON.fullmatch(blocks[place].text) and min(abs(place - i) for i in box) <= 4
    ]
    return without(pages, dict.fromkeys([*box, *buttons_near], Reason.COOKIES))


def link_notes(pages: Pages) -> Cleaned:
    """Drops "öppnas i nytt fönster (pdf, 87 kB)" behind the name of a link."""
    dropped = []
    kept = []
    for page in pages:
        blocks = []
        for block in page.blocks:
            text = block.text
            found = list(_LINK_NOTE.finditer(text)) if _LINK_HINT.search(text) else []
            for match in reversed(found):
                dropped.append(Dropped(Reason.FURNITURE, fold_space(match.group()), page.number))
                text = f"{text[: match.start()]} {text[match.end() :]}"
            if fold_space(text):
                blocks.append(Block(block.kind, fold_space(text), block.level))
        kept.append(blocks)
    return Cleaned(with_blocks(pages, kept), tuple(dropped))
