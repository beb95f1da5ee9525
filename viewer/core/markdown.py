"""A Markdown file of the atlas -> :class:`Section`.

markdown-it-py reads CommonMark with tables; citations are an inline rule of our own, status marks
are attributed spans. HTML, pictures and code are shown as the text they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.core.faults import FaultList, hint
from viewer.core.section import Block, Run, Section, Status, Style
from viewer.core.tables import Fields, Table, parse_toml

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

PARTS = ("article", "clinical", "related", "levels", "handbook", "about")
SOURCED_PARTS = frozenset({"article", "clinical", "related", "levels"})
_FENCE = "+++"


@dataclass(slots=True)
class Reference:
    """Something a section leads to: a mention (by its address), citation, term or section, and its line."""

    style: Style
    target: str
    line: int
    address: Address | None = None


@dataclass(slots=True)
class Passage:
    """A section with what only checking needs: the lines of what it leads to."""

    section: Section
    line: int
    references: list[Reference]
    statements: int


def _citation(state: "StateInline", silent: bool) -> bool:
    """Read ``[@key; @key]`` as one token."""
    if not state.src.startswith("[@", state.pos):
        return False
    end = state.src.find("]", state.pos, state.posMax)
    if end < 0:
        return False
    keys = [part.strip() for part in state.src[state.pos + 1 : end].split(";")]
    if not all(key.startswith("@") and len(key) > 1 and " " not in key for key in keys):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = ";".join(key[1:] for key in keys)
    state.pos = end + 1
    return True


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(attrs_plugin, spans=True, after=("link",))
    parser.inline.ruler.before("link", "citation", _citation)
    return parser


class _Runs:
    """Turns the inline tokens of one block into runs."""

    def __init__(self, passage: "_Passage", line: int, header: bool = False) -> None:
        self.passage = passage
        self.line = line
        self.runs: list[Run] = []
        self.styles: list[tuple[Style, str]] = [(Style.STRONG if header else Style.TEXT, "")]
        self.statuses: list[Status] = [Status.PLAIN]

    def put(self, text: str) -> None:
        """Add words in the style that holds here; a link may hold words of several styles."""
        style, target = next((item for item in reversed(self.styles) if item[1]), self.styles[-1])
        status = self.statuses[-1]
        last = self.runs[-1] if self.runs else None
        if last is not None and (last.style, last.target, last.status) == (style, target, status):
            self.runs[-1] = Run(last.text + text, style, target, status)
        elif text:
            self.runs.append(Run(text, style, target, status))

    def take(self, tokens: Sequence["Token"]) -> list[Run]:
        """Read the tokens; lines count on where the text breaks."""
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler is not None:
                handler(token)
            elif token.content:
                self.put(token.content)
        return self.runs

    def _softbreak(self, _token: "Token") -> None:
        self.put(" ")
        self.line += 1

    def _hardbreak(self, _token: "Token") -> None:
        self.put("\n")
        self.line += 1

    def _em_open(self, _token: "Token") -> None:
        self.styles.append((Style.EMPHASIS, ""))

    def _strong_open(self, _token: "Token") -> None:
        self.styles.append((Style.STRONG, ""))

    def _em_close(self, _token: "Token") -> None:
        self.styles.pop()

    _strong_close = _em_close
    _link_close = _em_close

    def _image(self, token: "Token") -> None:
        self.put(f"![{token.content}]({token.attrGet('src') or ''})")

    def _citation(self, token: "Token") -> None:
        self.runs.append(Run("", Style.CITATION, token.content, self.statuses[-1]))
        for key in token.content.split(";"):
            self.passage.refer(Style.CITATION, key, self.line)

    def _span_open(self, token: "Token") -> None:
        name = str(token.attrGet("class") or "")
        known = [status.value for status in Status if status.value]
        if name not in known:
            self.passage.fault(
                self.line, f"The mark “.{name}” is not known; {' and '.join(known)} are.{hint(name, known)}"
            )
            name = ""
        self.statuses.append(Status(name))

    def _span_close(self, _token: "Token") -> None:
        self.statuses.pop()

    def _link_open(self, token: "Token") -> None:
        target = str(token.attrGet("href") or "")
        scheme, colon, rest = target.partition(":")
        if scheme in ("http", "https") and colon:
            style = Style.WEB_LINK
        elif scheme in ("term", "section") and colon:
            style, target = (Style.TERM if scheme == "term" else Style.SECTION_LINK), rest
        elif colon or "/" in target:
            self.passage.fault(
                self.line,
                f"The link to “{target[:60]}” is not followed. Link to an address, term:…, section:… or https://….",
            )
            style, target = Style.TEXT, ""
        else:
            target = self.passage.mention(target, self.line)
            style = Style.MENTION if target else Style.TEXT
        if style in (Style.TERM, Style.SECTION_LINK):
            self.passage.refer(style, target, self.line)
        self.styles.append((style, target))


class _Passage:
    """Reads one file."""

    def __init__(self, file: str, faults: FaultList) -> None:
        self.file = file
        self.faults = faults
        self.references: list[Reference] = []
        self.statements = 0

    def fault(self, line: int, message: str) -> None:
        self.faults.add(self.file, line, message)

    def refer(self, style: Style, target: str, line: int) -> None:
        self.references.append(Reference(style, target, line))

    def mention(self, target: str, line: int) -> str:
        """Note the address a link names and give it as it is written in full; "" after a fault."""
        try:
            address = Address.parse(target)
        except AddressError:
            self.fault(
                line, f"“{target[:60]}” is no address. Write structure, structure.left or structure.right.T8."
            )
            return ""
        self.references.append(Reference(Style.MENTION, str(address), line, address))
        return str(address)

    def blocks(self, body: str, first_line: int, sourced: bool) -> Iterator[Block]:
        """Read the body into blocks; a statement without a source is a fault."""
        inside: list[str] = []
        cells: list[tuple[Run, ...]] = []
        row_line = first_line
        for token in _parser().parse(body):
            line = first_line + token.map[0] if token.map else row_line
            if token.type == "inline":
                runs = tuple(_Runs(self, line, inside[-1:] == ["th"]).take(token.children or []))
                if inside[-1:] in (["td"], ["th"]):
                    cells.append(runs)
                    continue
                kind = _block_kind(inside)
                if sourced and kind in ("p", "li", "quote"):
                    self.check_source(runs, line + token.content.count("\n"))
                if runs:
                    yield Block(kind, runs)
            elif token.type in ("fence", "code_block"):
                yield Block("p", (Run(token.content.rstrip("\n")),))
            elif token.type == "tr_open":
                cells, row_line = [], line
            elif token.type == "tr_close":
                runs = tuple(run for index, cell in enumerate(cells) for run in _parted(index, cell))
                if sourced and "thead" not in inside:
                    self.check_source(runs, row_line)
                yield Block("row", runs, tuple(cells))
            elif token.nesting == 1:
                inside.append(token.tag)
            elif token.nesting == -1:
                inside.pop()

    def check_source(self, runs: Sequence[Run], line: int) -> None:
        """Count the statements of a block and see that its last one has a source."""
        self.statements += max(1, sum(run.style is Style.CITATION for run in runs))
        rest = list(runs)
        while rest and rest[-1].style is not Style.CITATION and not any(map(str.isalnum, rest[-1].text)):
            rest.pop()
        if not rest or rest[-1].style is not Style.CITATION:
            words = " ".join("".join(run.text for run in runs).split()[-6:])
            self.fault(line, f"The statement ending “{words}” has no source. End it with [@key].")


def _parted(index: int, cell: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run("\t"), *cell) if index else cell


def _block_kind(inside: list[str]) -> str:
    """Give the kind of a block from the tags it lies in."""
    last = inside[-1] if inside else ""
    if last.startswith("h") and last[1:].isdigit():
        return "h3" if int(last[1:]) > 2 else "h2"
    if "li" in inside:
        return "li"
    return "quote" if "blockquote" in inside else "p"


def read_section(text: str, file: str, faults: FaultList) -> Passage | None:
    """Read one file of text; None where its front matter cannot be read."""
    lines = text.splitlines()
    ends = [number for number, line in enumerate(lines) if line.strip() == _FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        faults.add(file, 1, "The text must begin with its title and order in TOML, between two lines of +++.")
        return None
    document = parse_toml("\n".join(lines[1 : ends[1]]), file, faults, 2)
    if document is None:
        return None
    for tables in document.tables.values():
        faults.add(file, tables[0].line, "Tables are not known here. Take them out.")
    fields = Fields(Table(document.root.values, 1, document.root.key_lines), file, faults)
    title, order = fields.text("title"), int(fields.number("order"))
    part, about = fields.choice("part", PARTS), fields.addresses("about")
    levels = fields.text("levels", "")
    fields.done()
    reader = _Passage(file, faults)
    body_line = ends[1] + 2
    try:
        blocks = tuple(reader.blocks("\n".join(lines[ends[1] + 1 :]), body_line, part in SOURCED_PARTS))
    except RecursionError:
        faults.add(file, body_line, "The text is nested too deep to be read. Make it flat.")
        return None
    mentions, sources = _named(reader.references)
    section = Section(section_id(file), title, order, part, about, blocks, mentions, sources, file, levels)
    return Passage(section, body_line, reader.references, reader.statements)


def _named(references: list[Reference]) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    mentions = dict.fromkeys(one.address for one in references if one.address is not None)
    sources = dict.fromkeys(one.target for one in references if one.style is Style.CITATION)
    return tuple(mentions), tuple(sources)


def section_id(file: str) -> str:
    """Give a section's id: the file's name without its leading number and its ending."""
    stem = file.rpartition("/")[2].removesuffix(".md")
    number, dash, rest = stem.partition("-")
    return rest if dash and number.isdigit() else stem
