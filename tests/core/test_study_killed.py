"""A writer that is killed at random moments: what was acknowledged is there, and the file opens."""

import os
import subprocess
import sys
from pathlib import Path

from tests.core.study_writer import hash_of
from viewer.core.study import StudyStore
from viewer.core.study_data import StudyError

KILLS = int(os.environ.get("STUDY_KILLS", "100"))
ROOT = Path(__file__).parents[2]


def refuse(error: StudyError) -> None:
    raise error


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.core.study_writer", str(tmp_path), str(KILLS), "7"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60 + KILLS)
    assert told.returncode == 0, told.stderr
    lines = [line.split() for line in told.stdout.splitlines()]
    assert lines.count(["killed"]) == KILLS

    with StudyStore(tmp_path, tell=refuse) as store:
        answers = {review.id for review in store.reviews()}
        bookmarks = {bookmark.id for bookmark in store.bookmarks()}
        notes = {hash_of(version.value) for version in store.rows().versions if version.kind == "note"}
    kept = {"answer": answers, "bookmark": bookmarks, "note": notes}
    acknowledged = [line for line in lines if line and line[0] in kept and len(line[-1]) in (32, 64)]
    assert len(acknowledged) > KILLS // 4
    lost = [line for line in acknowledged if line[-1] not in kept[line[0]]]
    assert not lost
