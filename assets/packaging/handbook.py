"""The handbook as one page that any browser shows and prints, for those who look outside the program."""

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assets.packaging.description import CHECKOUT, HERE
from viewer import __version__
from viewer.core.markdown import section_id

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ASSETS = CHECKOUT / "assets"
_SECTION = "section:"
_SHADES = ("base", "alternate-base", "text", "muted", "line", "link")
"""The colours that the page takes from the themes' [interface]."""

_STYLE = HERE / "handbook.css"


class Chapter(NamedTuple):
    """One section of the handbook: its id, title, place and Markdown."""

    id: str
    title: str
    order: float
    body: str


def write_handbook(file: Path) -> None:
    """Write the handbook of the atlas that ships as one HTML page that needs nothing beside it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(handbook_page(read_chapters(_ASSETS / "atlas" / "text" / "en")), "utf-8", newline="\n")


def read_chapters(folder: Path) -> list[Chapter]:
    """Read the sections of a folder of text that belong to the handbook, in order."""
    chapters = []
    for file in folder.glob("*.md"):
        _, front, body = file.read_text("utf-8").split("+++\n", 2)
        fields = tomllib.loads(front)
        if fields["part"] == "handbook":
            chapters.append(Chapter(section_id(file.name), fields["title"], fields["order"], body))
    return sorted(chapters, key=lambda chapter: (chapter.order, chapter.id))


def handbook_page(chapters: list[Chapter]) -> str:
    """Typeset chapters as a page with its contents."""
    ids = frozenset(chapter.id for chapter in chapters)
    contents = "\n".join(f'<li><a href="#{one.id}">{escape(one.title)}</a></li>' for one in chapters)
    text = "\n".join(
        f'<section>\n<h2 id="{one.id}">{escape(one.title)}</h2>\n{_typeset(one.body, ids)}</section>'
        for one in chapters
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Spinal Vein Viewer: the handbook</title>
<style>
{_colours()}
{_STYLE.read_text("utf-8")}</style>
</head>
<body>
<header aria-label="Title">
{_sign()}
<h1>Spinal Vein Viewer</h1>
<p class="version">The handbook, version {__version__}</p>
</header>
<nav aria-label="Contents">
<ol>
{contents}
</ol>
</nav>
<main>
{text}
</main>
<footer>
<p>This text is under the licence CC BY-SA 4.0.
The program is for learning; it is not for diagnosis or treatment.</p>
</footer>
</body>
</html>
"""


def _colours() -> str:
    def of(theme: str) -> str:
        interface = tomllib.loads((_ASSETS / "themes" / f"{theme}.toml").read_text("utf-8"))["interface"]
        return " ".join(f"--{shade}: {interface[shade]};" for shade in _SHADES)

    in_the_dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {of('dark')} }} }}"
    return f":root {{ {of('light')} }}\n{in_the_dark}"


def _sign() -> str:
    drawing = (_ASSETS / "icons" / "spinal-vein-viewer.svg").read_text("utf-8").strip()
    return drawing.replace("<svg ", '<svg aria-hidden="true" ', 1)


def _typeset(body: str, chapters: frozenset[str]) -> str:
    parser = _parser()
    tokens = parser.parse(body)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
        if token.children:
            _turn_links(token.children, chapters)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.use(attrs_plugin, spans=True, after=("link",))


def _turn_links(tokens: list["Token"], chapters: frozenset[str]) -> None:
    """Let links lead within the page; what leads to the plate or the article is set off as words alone."""
    for opening, closing in _links(tokens):
        target = str(opening.attrGet("href") or "")
        if target.removeprefix(_SECTION) in chapters and target.startswith(_SECTION):
            opening.attrs = {"href": f"#{target.removeprefix(_SECTION)}"}
        elif not target.startswith(("http://", "https://")):
            opening.tag = closing.tag = "em"
            opening.attrs = {}


def _links(tokens: list["Token"]) -> Iterator[tuple["Token", "Token"]]:
    opening = None
    for token in tokens:
        if token.type == "link_open":
            opening = token
        elif token.type == "link_close" and opening is not None:
            yield opening, token
            opening = None
