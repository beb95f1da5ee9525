"""sources.json (CSL-JSON) -> :class:`Source`."""

import re
from typing import Any

from viewer.core.faults import FaultList
from viewer.core.section import Source

FILE = "sources.json"

_LONG_TITLE = 70
"""Letters of a title that are shown where there is little room."""
_BROKEN_LETTER = re.compile(r"\\u[dD][89a-fA-F]")


def read_sources(text: str, faults: FaultList) -> dict[str, Source]:
    """Read the list of sources, numbered as they stand; entries without an id or title are faults."""
    import json

    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        faults.add(FILE, error.lineno, f"This is not JSON: {error.msg}. Mend this line.")
        return {}
    except RecursionError:
        faults.add(FILE, 1, "The lists are nested too deep. Make them flat.")
        return {}
    except ValueError:
        faults.add(FILE, 1, "A number here is out of all bounds. Mend it.")
        return {}
    if _BROKEN_LETTER.search(text) and not _is_unicode(entries):
        faults.add(FILE, 1, "An escape \\ud800 to \\udfff here is half a letter. Write the letter itself.")
        return {}
    if not isinstance(entries, list):
        faults.add(FILE, 1, "The sources must be one list of CSL entries: [ { … }, … ].")
        return {}
    if not entries:
        faults.add(FILE, 1, "There are no sources. Add those that the text cites.")
    lines = _id_lines(text)
    sources: dict[str, Source] = {}
    for entry in entries:
        key = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(key, str) or not key:
            faults.add(FILE, 1, f"Entry {len(sources) + 1} has no “id”. Give it one, to cite it by.")
            continue
        at = lines.get(key, [1])
        if key in sources:
            faults.add(FILE, at[-1], f"The source “{key}” stands on line {at[0]} too. Take one out.")
        if not isinstance(entry.get("title"), str):
            faults.add(FILE, at[0], f"The source “{key}” has no “title”. Add it.")
        url = _text(entry, "URL") or (f"https://doi.org/{_text(entry, 'DOI')}" if _text(entry, "DOI") else "")
        if url and not url.startswith(("http://", "https://")):
            faults.add(FILE, at[0], f"The address “{url[:60]}” of “{key}” must begin with https://.")
            url = ""
        sources[key] = Source(key, len(sources) + 1, _short(entry), _full(entry), url)
    return sources


def _is_unicode(entries: object) -> bool:
    """Tell whether all texts can be written: JSON may hold one half of a pair that stands for a letter."""
    import json

    try:
        json.dumps(entries, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _id_lines(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, value = line.strip().lstrip("{ ").partition(":")
        if colon and name.strip() == '"id"':
            lines.setdefault(value.partition('"')[2].partition('"')[0], []).append(number)
    return lines


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return str(value) if isinstance(value, str | int) else ""


def _names(entry: dict[str, Any]) -> list[tuple[str, str]]:
    people = entry.get("author") or entry.get("editor") or []
    if not isinstance(people, list):
        return []
    names = []
    for person in people:
        if isinstance(person, dict):
            family = str(person.get("family") or person.get("literal") or "")
            names.append((family, str(person.get("given") or "")))
    return names


def _year(entry: dict[str, Any]) -> str:
    issued = entry.get("issued")
    if not isinstance(issued, dict):
        return ""
    try:
        return str(issued["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return str(issued.get("literal") or issued.get("raw") or "")


def _short(entry: dict[str, Any]) -> str:
    """Give author, year and place: "Gillilan 1970. Veins of the spinal cord. Neurology 20: 860-868"."""
    families = [family for family, _given in _names(entry)]
    many = len(families) > 2 or families[1:] == ["et al."]
    who = f"{families[0]} et al." if many else " & ".join(families)
    year, title, home = _year(entry), _title_begun(_text(entry, "title")), _text(entry, "container-title")
    if not who:
        parts = [f"“{title}”", home or _text(entry, "publisher"), year]
        return ", ".join(part for part in parts if part)
    home = home or _text(entry, "publisher")
    place = (" " if _text(entry, "volume") else ", ").join(part for part in (home, _place(entry)) if part)
    return ". ".join(part for part in (f"{who} {year}".strip(), title, place) if part)


def _title_begun(title: str) -> str:
    """Give a title without its second half, and its beginning where even that is long."""
    title = (title if title.startswith("[") else title.partition(": ")[0]).rstrip(".")
    if len(title) <= _LONG_TITLE:
        return title
    return title[:_LONG_TITLE].rpartition(" ")[0] + " …"


def _place(entry: dict[str, Any]) -> str:
    """Give volume, issue and pages: "20(9): 860-868"."""
    volume, issue, page = _text(entry, "volume"), _text(entry, "issue"), _text(entry, "page")
    place = volume + (f"({issue})" if issue else "")
    return f"{place}: {page}" if place and page else place or (f"pp. {page}" if page else "")


def _full(entry: dict[str, Any]) -> str:
    who = ", ".join(f"{family} {given}".strip() for family, given in _names(entry))
    edition = _text(entry, "edition")
    parts = [
        who, _text(entry, "title"), _text(entry, "container-title"), edition, _text(entry, "publisher"),
        _year(entry), _place(entry),
    ]  # fmt: skip
    return " ".join(part if part.endswith((".", "?", "!")) else part + "." for part in parts if part)
