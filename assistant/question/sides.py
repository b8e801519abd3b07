"""A question that compares things, parted into a question for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MOST_SIDES = 5
LONGEST = 500
"""Characters of the longest question that is parted; the search for sides is bounded by it."""

_BETWEEN_WORDS = (
    r"(?:respektive|jämfört med|i jämförelse med|i förhållande till|till skillnad från|kontra"
    r"|compared (?:to|with)|versus|vs\.?)"
)
# What parts two things in the middle of a question. "I respektive kommun" parts nothing.
_BETWEEN = re.compile(
    rf"(?<! i)(?<! in)(?<! på)(?<! av)(?<! för)(?<! hos),? {_BETWEEN_WORDS} "
    r"(?:i |in |hos |på |för |enligt )?",
    re.IGNORECASE,
)
# What parts further things of a list: "A, B och C", "B jämfört med C".
_LISTED = re.compile(
    rf", (?:och |and )?| (?:och|and|samt|eller|or|{_BETWEEN_WORDS}) ", re.IGNORECASE
)
# What announces them: "skillnaden mellan A och B", "skiljer A från B", "jämför A med B".
_END = r"(?P<rest>[?.,:]| i fråga om | när det gäller |$)"
_ANNOUNCED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:skillnad\w*|likhet\w*|jämförelse\w*|difference\w*) (?:\w+ ){0,3}?"
        rf"(?:mellan|på|between) (?P<one>.+?) (?:och|and) (?P<other>.+?){_END}",
        r"\bskilj(?:er|de) (?!(?:det|den|de|dom) sig\b)(?:sig )?(?P<one>.+?) (?:från|och)"
        r" (?P<other>.+?)"
        r"(?P<rest>[?.,:]| i fråga om | när det gäller | åt\b|$)",
        rf"\b(?:jämför|compare) (?P<one>.+?) (?:med|och|with|and|to) (?P<other>.+?){_END}",
        r"\b(?:både|såväl|both) (?P<one>.+?) (?:och|som|and) (?P<other>.+?)(?P<rest>[?.,:]| om |$)",
    )
)
# What asks of things for nothing but how they differ: what each of them is.
_DIFFER = re.compile(
    r"(?:vad|vilken) är (?:det för )?skillnad\w* (?:mellan|på) "
    r"|(?:hur|vad) skilj(?:er|de) (?:sig )?",
    re.IGNORECASE,
)
# Places or years that are told one after the other: "i Boden, Kalix och Pajala", "2010 och 2011".
_NAME = r"(?:[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){0,2}|(?:19|20)\d\d)"
_JOINED = re.compile(
    rf"(?<!mellan )(?<!between )\b{_NAME}(?:, (?:i |in )?{_NAME})*,? (?:och|eller|samt|and|or)"
    rf" (?:i |in |år )?{_NAME}\b"
)
_JOINT = re.compile(r",? (?:och|eller|samt|and|or) (?:i |in |år )?|, (?:i |in )?")
# Names that are compared: nothing around them is theirs.
_AGAINST = (
    rf",? (?:och|and|samt|med|with|från|to|{_BETWEEN_WORDS}) (?:i |in |hos |på |för |enligt )?"
)
_NAMES = re.compile(
    rf"\b{_NAME}(?:, (?:i |in )?{_NAME})*{_AGAINST}{_NAME}(?<!s)(?=[\s?.,:]|$)(?! [A-ZÅÄÖ])"
)
_NAMES_JOINT = re.compile(rf"{_AGAINST}|, (?:i |in )?")
# Words that a compared thing begins after or ends before.
_EDGE = re.compile(
    r"(?:om|i|in|hos|på|för|enligt|av|från|säger|sägs|har|hade|gör|är|var|när|kostar|kostade|finns|fanns|får|fick|ger|gav|vill|ska|kan|about|from|does?)",
    re.IGNORECASE,
)
_EACH_PLACE = re.compile(
    r"\b(?:respektive|varje|per) (?:kommun|ort|län|region|stad)\b", re.IGNORECASE
)
_ASKING = r"(?:i |på |från |till |av |med )?(?:hur|vad|vem|vems|vilk\w+|när|var|vart|varför)\b"
# What says that each is asked about: no words of one side.
_ONE_BY_ONE = re.compile(
    r" (?:(?:på|i|hos|för) (?:varje|vardera|respektive) (?:ställe|plats|sida|ort|kommun|dokument)"
    r"|var för sig)\b"
)
# Several questions in one: "Hur många deltog, vad kostade det, och vilka fick jobb?"
_OF = re.compile(rf"(?:[^:?]+: )?(?={_ASKING} (?!och ))", re.IGNORECASE)
_AND_ASKS = re.compile(rf",? och (?={_ASKING})", re.IGNORECASE)
_ALSO_ASKS = re.compile(rf", (?={_ASKING})", re.IGNORECASE)
# A thing that leaves its noun to another: "den gamla", "2024 års", "den från 2024".
_BARE = re.compile(r"(?:den|det|de|the) (?:\w+[ae]|old|new|first|former)|\d+ års", re.IGNORECASE)
_BARE_OF = re.compile(r"^(?:den|det|de|the one)(?= (?:från|för|om|i|of|from|in) )", re.IGNORECASE)
_HEAD = re.compile(r".*?([^\W\d]+)(?=$| \d| (?:från|för|om|i|av|på|of|from|in) )")
_JOINTS = frozenset(["i", "på", "av", "för", "in", "of"])
_LONGEST_NAME = 6
"""Words that the name of a compared thing may have."""


def sides(question: str, names_one: Callable[[str], bool]) -> tuple[str, ...]:
    """The question asked of each thing that it compares, at most five; none where it compares none.

    "Vad säger A respektive B om C?" gives "Vad säger A om C?" and "Vad säger B om C?". Things that
    are only told one after the other are asked of one by one where each is a place or a year, as
    ``names_one`` tells.
    """
    if len(question) > LONGEST:
        return ()
    head, things, tail = _compared(question)
    if not things and (joined := _JOINED.search(question)):
        several = _JOINT.split(joined.group())
        if all(map(names_one, several)):
            head, things, tail = question[: joined.start()], several, question[joined.end() :]
    tail = _ONE_BY_ONE.sub("", tail)
    if _DIFFER.fullmatch(head) and not tail.strip(" ?."):
        head, tail = "Vad är ", "?"
    different = tuple(dict.fromkeys(f"{head}{thing}{tail}" for thing in things[:MOST_SIDES]))
    return different if len(different) > 1 else ()


def clauses(question: str) -> tuple[str, ...]:
    """The questions that one is made of, at most five, as they stand; none where it is but one."""
    text = question.strip()
    of = _OF.match(text) if len(text) <= LONGEST else None
    first, *others = _AND_ASKS.split(text[of.end() :]) if of else [text]
    if of is None or not others:
        return ()
    several = [*_ALSO_ASKS.split(first), *others]
    return tuple(f"{of.group()}{one}" for one in several[:MOST_SIDES])


def of_each_place(question: str, places: Sequence[str]) -> tuple[str, ...]:
    """A question about each place as one about every one of these; none where it asks no such."""
    each = _EACH_PLACE.search(question) if len(question) <= LONGEST else None
    if each is None:
        return ()
    head, tail = question[: each.start()], question[each.end() :]
    return tuple(f"{head}{place}{tail}" for place in places[:MOST_SIDES])


def asks_each_place(question: str) -> bool:
    """Whether a question is about each place: "i respektive kommun", "per kommun"."""
    return bool(of_each_place(question, ("",)))


def _compared(question: str) -> tuple[str, list[str], str]:
    """The things that a question compares, with what stands before and after them."""
    for announced in _ANNOUNCED:
        match = announced.search(question)
        if match:
            if names := _NAMES.search(question, match.start("one")):
                return _around(question, names)
            things = [*_LISTED.split(match["one"]), *_LISTED.split(match["other"])]
            return question[: match.start("one")], _filled(things), question[match.end("other") :]
    between = _BETWEEN.search(question)
    if between is None:
        return question, [], ""
    for names in _NAMES.finditer(question):
        if names.start() < between.start() < names.end():
            return _around(question, names)
    head, one = _last_thing(question[: between.start()])
    other, tail = _first_thing(question[between.end() :])
    return head, _filled([one, *_LISTED.split(other)]) if one and other else [], tail


def _around(question: str, names: re.Match[str]) -> tuple[str, list[str], str]:
    """The names that are compared, with what stands before and after them."""
    things = _NAMES_JOINT.split(names.group())
    return question[: names.start()], things, question[names.end() :]


def _filled(things: list[str]) -> list[str]:
    """The things that hold a word; "den gamla" and "den nya strategin" have one in common."""
    held = [thing for thing in things if thing.strip()]
    whole = [thing for thing in held if not _BARE.fullmatch(thing) and not _BARE_OF.match(thing)]
    head = _HEAD.match(whole[-1]) if whole else None
    noun = head[1] if head else ""
    bare = {thing: f"{thing} {noun}".strip() for thing in held if _BARE.fullmatch(thing)}
    return [bare.get(thing) or _BARE_OF.sub(noun or r"\g<0>", thing) for thing in held]


def _last_thing(text: str) -> tuple[str, str]:
    """A text parted before the thing that it ends with."""
    words = text.split(" ")
    start = max(0, len(words) - _LONGEST_NAME)
    for index in range(len(words) - 2, start - 1, -1):
        if _is_edge(words, index):
            start = index + 1
            break
    return " ".join([*words[:start], ""]), " ".join(words[start:])


def _first_thing(text: str) -> tuple[str, str]:
    """A text parted after the thing that it begins with."""
    words = text.split(" ")
    for index in range(2 if _BARE_OF.match(text) else 1, min(len(words), _LONGEST_NAME)):
        if _is_edge(words, index):
            return " ".join(words[:index]), " ".join(["", *words[index:]])
    return text.rstrip("?. "), "?"


def _is_edge(words: list[str], index: int) -> bool:
    """Whether a thing begins or ends here; not inside a name: "cheferna i Stockholms län"."""
    if not _EDGE.fullmatch(words[index]):
        return False
    following = words[index + 1][:1] if index + 1 < len(words) else ""
    begins = any(_EDGE.fullmatch(word) for word in words[max(0, index - 3) : index])
    return not (words[index] in _JOINTS and following.isupper() and (begins or index < 3))
