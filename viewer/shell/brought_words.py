"""What was brought in from a study file, counted as its reader counts it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from viewer.core.study import StudyStore
from viewer.core.study_data import Merged, Rows, Thing


def brought_words(store: StudyStore, file: Path, rows: Rows, merged: Merged) -> str:
    """Say how many answers, notes, bookmarks and marks were added, and how many were here already.

    ``rows`` are what the file held. What was taken back or removed before it was written is neither.
    """
    tr = QCoreApplication.translate
    added, here = _tally(store, rows, merged)
    text = tr("Taking", "From {file}: {things} added. Undo takes them out.")
    if not any(added.values()):
        text = tr("Taking", "From {file}: only what was changed or taken back is new. Undo takes it out.")
    elif any(here.values()):
        text = tr(
            "Taking", "From {file}: {things} added; here already: {others}. Undo takes out what was added."
        )
    words = [text.format(file=file.name, things=_listed(added), others=_listed(here))]
    if _had_other_notes(store, rows, merged):
        words.append(
            tr(
                "Taking",
                "Of a note that both had the later text is shown, the other is among its earlier texts.",
            )
        )
    return " ".join(words)


def _had_other_notes(store: StudyStore, rows: Rows, merged: Merged) -> bool:
    """Tell whether a note here and one in the file, on the same structure, were not the same."""
    theirs = {one.key: one.value for one in sorted(rows.versions) if one.kind == Thing.NOTE}
    kept = any(text and text != store.note_on(structure) for structure, text in theirs.items())
    return kept or any(one.kind == Thing.NOTE and one.before and one.after for one in merged.changes)


def _tally(store: StudyStore, rows: Rows, merged: Merged) -> tuple[dict[str, int], dict[str, int]]:
    """Count by kind what was added, and what both held."""
    kept = {
        "answer": {review.id for review in store.reviews()},
        Thing.NOTE: {structure for structure, text in store.notes().items() if text},
        Thing.BOOKMARK: {bookmark.id for bookmark in store.bookmarks()},
        Thing.PASSAGE: {passage.id for passage in store.passages()},
    }
    held = {"answer": {review.id for review in rows.reviews}}
    new = {"answer": {review.id for review in merged.new.reviews}}
    for kind in (Thing.NOTE, Thing.BOOKMARK, Thing.PASSAGE):
        held[kind] = {version.key for version in rows.versions if version.kind == kind}
        new[kind] = {change.key for change in merged.changes if change.kind == kind}
    added = {kind: len(kept[kind] & new[kind]) for kind in kept}
    return added, {kind: len(kept[kind] & held[kind] - new[kind]) for kind in kept}


def _listed(counts: dict[str, int]) -> str:
    """Name what there is of each kind."""
    tr = QCoreApplication.translate
    words: Iterable[tuple[str, str, Callable[[int], str]]] = (
        ("answer", tr("Taking", "1 answer"), lambda n: tr("Taking", "%n answers", None, n)),
        (Thing.NOTE, tr("Taking", "1 note"), lambda n: tr("Taking", "%n notes", None, n)),
        (Thing.BOOKMARK, tr("Taking", "1 bookmark"), lambda n: tr("Taking", "%n bookmarks", None, n)),
        (Thing.PASSAGE, tr("Taking", "1 mark"), lambda n: tr("Taking", "%n marks", None, n)),
    )
    told = [one if counts[kind] == 1 else many(counts[kind]) for kind, one, many in words if counts[kind]]
    return tr("Taking", ", ").join(told)
