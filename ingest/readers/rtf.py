"""Rich text (RTF 1.9): words, tables and notes as they are shown.

Libraries for it give plain text alone, in which raised marks, hidden text and notes cannot be told
from the rest; what is asked of a file here needs only its groups and a few of its words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest

from corpus.model import Block, BlockKind, Dropped
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.docx_pages import PageCounter, Section, pages_of
from ingest.readers.raised import lowered, raised
from ingest.readers.reading import Facts, FileReading, LeftOut, blocks_only, line_block, tidy

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z\r\n])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|(?P<rest>[\\\r\n])"
)
_SIGNS = {
    "tab": " ",
    "nestcell": " ",
    "line": "\n",
    "emspace": " ",
    "enspace": " ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_IGNORED = frozenset(
    "fonttbl colortbl stylesheet pict object listtable listoverridetable generator themedata "
    "colorschememapping datastore rsidtbl xmlnstbl fldinst latentstyles bkmkstart bkmkend "
    "pgdsctbl filetbl revtbl mmathPr operator author creatim revtim shprslt nonshppict".split()
)
_HEADERS = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
_LEVELS = 9
_STRUCK = frozenset(["v", "deleted", "strike", "striked"])
_NUMBERS = frozenset(["listtext", "pntext"])
"""Groups with the number or mark of a list item, as it is shown."""

_NOTES = frozenset(["footnote", "shptxt"])
"""Groups whose text stands below the paragraph that they are in: notes and text boxes."""

_PRINTS_NUMBER = re.compile(r"\\chpgn\b|\\fldinst[^}]*\bPAGE\b")
_FONT = re.compile(r"\\f(\d+)(?:\\(?!f\d|fcharset)[a-z]+-?\d* ?|\{[^{}]*\})*\\fcharset(\d+)")
_CODE_PAGES = {0: 1252, 161: 1253, 162: 1254, 186: 1257, 204: 1251, 238: 1250}
"""The code page of letters by the character set of their font; others are those of the file."""

_FIRST_NUMBER = re.compile(r"\\pgnstarts?(\d{1,4})")
_REASONS = {
    **dict.fromkeys(_STRUCK, LeftOut.DELETED),
    "v": LeftOut.HIDDEN,
    "annotation": LeftOut.COMMENT,
    **dict.fromkeys(_HEADERS, LeftOut.HEADER),
}
_SHOWN = frozenset(["body", *_STRUCK])
_ASIDE = frozenset(["title", "annotation", *_NOTES, *_NUMBERS, *_HEADERS])
_PLACES = {"super": "super", "up": "super", "sub": "sub", "dn": "sub", "nosupersub": ""}


@dataclass(frozen=True, slots=True)
class _State:
    """How text is taken inside a group: where it goes, and where it stands on its line."""

    goes_to: str = "body"
    place: str = ""
    in_table: bool = False
    skip: int = 1
    """Characters that stand in for one that is named by its number."""
    encoding: str = ""
    """That of the letters' font, where it has one of its own."""


@dataclass
class _Reader:
    """Gathers blocks while the file is gone through once."""

    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    counter: PageCounter = field(default_factory=PageCounter)
    placed: list[tuple[int, Block]] = field(default_factory=list)
    begins_section: bool = False
    left_out: list[Dropped] = field(default_factory=list)
    title: str = ""
    line: str = ""
    marks: str = ""
    level: int = 0
    indent: int = 0
    cells: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    merge: str = ""
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    aside: str = ""
    notes: list[str] = field(default_factory=list)

    def text(self, words: str, state: _State) -> None:
        """Takes in a piece of text."""
        if state.goes_to == "title":
            self.title += words
        elif state.goes_to in _NOTES or state.goes_to in _REASONS:
            self.aside += words
        elif state.goes_to in _NUMBERS:
            self.line += words
        elif state.goes_to == "body" and state.place:
            self.marks += words
        elif state.goes_to == "body":
            self.line += words

    def act(self, word: str, number: int | None, state: _State) -> None:
        """Does what a control word asks for where text is shown."""
        match word:
            case "outlinelevel":
                self.level = (number or 0) + 1 if (number or 0) < _LEVELS else 0
            case "pard" | "li" | "lin":
                self.indent = number or 0
                self.level *= word != "pard"
            case "trowd":
                self.merges.clear()
            case "clvmrg" | "clmrg":
                self.merge = word
            case "cellx":
                self.merges.append(self.merge)
                self.merge = ""
            case "ansicpg":
                self.encoding = _encoding(number)
            case "cell":
                self.cells.append(self.line)
                self.line = ""
            case "row":
                self.end_row()
            case "par" | "sect" | "page" if state.in_table or self.cells:
                self.line += " "
            case "par" | "sect" | "page":
                self.end_paragraph(word)
            case "sbknone":
                self.begins_section = False
            case _:
                self.text(_SIGNS.get(word, ""), state)

    def end_marks(self, place: str) -> None:
        """Sets what was raised or lowered beside what it follows."""
        if self.marks:
            self.line += (raised if place == "super" else lowered)(self.line, self.marks)
            self.marks = ""

    def end_aside(self, goes_to: str) -> None:
        """Ends a note, a header, or a stretch that is not shown."""
        words, self.aside = tidy(self.aside), ""
        if words and goes_to in _NOTES:
            self.notes.append(words)
        elif words:
            self.left_out.append(Dropped(_REASONS[goes_to], words))

    def end_paragraph(self, word: str) -> None:
        """Ends a paragraph, with the page or section that ends there."""
        self.end_line()
        self.begins_section |= word == "sect"
        if word == "page":
            self.counter.turn()

    def end_line(self) -> None:
        """Ends a paragraph, with the table before it and the notes that it refers to."""
        self.end_table()
        for part in map(tidy, self.line.split("\n")):
            heading = Block(BlockKind.HEADING, part, self.level)
            self.add(heading if self.level else line_block(part, self.indent))
        self.add(*(line_block(note) for note in self.notes))
        self.line = ""
        self.notes.clear()

    def add(self, *blocks: Block | None) -> None:
        """Adds blocks to the page at hand, or to the one that a section begins."""
        if content := blocks_only(blocks):
            if self.begins_section:
                self.counter.turn()
                self.begins_section = False
            self.counter.fill()
            self.placed.extend((self.counter.page, block) for block in content)

    def end_row(self) -> None:
        """Ends a row of a table."""
        self.rows.append(list(zip_longest(self.cells, self.merges, fillvalue="")))
        self.cells.clear()
        self.line = ""

    def end_table(self) -> None:
        """Ends a table, if one has begun."""
        if self.rows:
            self.add(*table_blocks(_cells(self.rows)))
            self.rows = []


def _cells(rows: Sequence[Sequence[tuple[str, str]]]) -> list[list[TableCell]]:
    """The cells of rows of texts with how each is merged: with the one above or to the left."""

    def count(merges: Iterable[str], mark: str) -> int:
        return 1 + sum(1 for _ in takewhile(mark.__eq__, merges))

    return [
        [
            TableCell(
                text,
                count((row[at][1] for row in rows[place + 1 :] if at < len(row)), "clvmrg"),
                count((merge for _, merge in line[at + 1 :]), "clmrg"),
            )
            for at, (text, merge) in enumerate(line)
            if not merge
        ]
        for place, line in enumerate(rows)
    ]


def read_rtf(data: bytes) -> FileReading:
    """A rich text, page by page where its breaks tell the pages."""
    source = data.decode("latin-1")
    prints = _PRINTS_NUMBER.search(source) is not None
    first = _FIRST_NUMBER.search(source)
    section = Section(
        on_new_page=True,
        start=int(first[1]) if first else 1,
        form="",
        printed=prints,
        first_printed=prints,
    )
    fonts = {
        int(font[1]): f"cp{_CODE_PAGES[int(font[2])]}"
        for font in _FONT.finditer(source)
        if int(font[2]) in _CODE_PAGES
    }
    reader = _Reader(fonts=fonts, counter=PageCounter([section]))
    _go_through(source, reader)
    reader.end_line()
    facts = Facts(title=tidy(reader.title) or None)
    unique = tuple(dict.fromkeys(reader.left_out))
    return FileReading(pages_of(reader.placed, reader.counter), facts, dropped=unique)


def _go_through(source: str, reader: _Reader) -> None:
    state, outer = _State(), list[_State]()
    skip = 0
    for kind, value, number in _tokens(source):
        if kind == "brace":
            if value == "{":
                outer.append(state)
                continue
            before, state = state, outer.pop() if outer else state
            _changed(before, state, reader)
        elif kind in {"text", "byte"}:
            encoding = state.encoding or reader.encoding
            letter = kind == "byte"
            words = bytes.fromhex(value).decode(encoding, "replace") if letter else value
            taken = min(skip, len(words))
            skip -= taken
            reader.text(words[taken:], state)
        elif kind == "sign":
            marks = {"~": " ", "_": "-", "*": ""}
            reader.text(marks.get(value, value if value in "\\{}" else ""), state)
            if value == "*":
                state = replace(state, goes_to="unknown")
        elif value == "u" and number is not None:
            reader.text(chr(number % 65536), state)
            skip = state.skip
        else:
            before, state = state, _after_word(value, number, state, reader)
            _changed(before, state, reader)


def _tokens(source: str) -> Iterator[tuple[str, str, int | None]]:
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or ""
        kind = "word" if kind == "number" else kind
        number = match["number"]
        if kind != "rest":
            yield kind, match[kind], int(number) if number else None


def _changed(before: _State, after: _State, reader: _Reader) -> None:
    """What has to be ended where text begins to be taken in another way."""
    if before.place and before.place != after.place:
        reader.end_marks(before.place)
    if before.goes_to != after.goes_to and before.goes_to in {*_NOTES, *_REASONS}:
        reader.end_aside(before.goes_to)


def _after_word(word: str, number: int | None, state: _State, reader: _Reader) -> _State:
    """How text is taken after a control word; some words are text, or end something."""
    if word in _IGNORED:
        return replace(state, goes_to="nowhere")
    if word in _ASIDE:
        return replace(state, goes_to=word)
    if word == "uc":
        return replace(state, skip=number or 0)
    if state.goes_to not in _SHOWN:
        if word in {"par", "line", "tab", "cell"}:
            reader.text(" ", state)
        return state
    if word == "f":
        return replace(state, encoding=reader.fonts.get(number or 0, ""))
    reader.act(word, number, state)
    return _letters_after(word, number != 0, state)


def _letters_after(word: str, on: bool, state: _State) -> _State:
    """How letters are taken after a control word: hidden, raised, in a table."""
    if word in _STRUCK:
        return replace(state, goes_to=word if on else "body")
    if word in _PLACES:
        return replace(state, place=_PLACES[word] if on else "")
    if word == "plain":
        return replace(state, goes_to="body", place="", encoding="")
    return replace(state, in_table=word == "intbl") if word in {"intbl", "pard"} else state


def _encoding(number: int | None) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
