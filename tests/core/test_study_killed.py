"""A writer that is killed at random moments: what was acknowledged is there, and the file opens."""

import os
import subprocess
import sys
from pathlib import Path

from tests.core.study_helpers import refuse
from tests.core.study_writer import hash_of
from viewer.core.study import StudyStore

KILLS = int(os.environ.get("STUDY_KILLS", "100"))
ROOT = Path(__file__).parents[2]


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


def test_two_programs_write_at_once_and_neither_loses_anything(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.core.study_writer", str(tmp_path), "5"]
    writers = [
        subprocess.Popen([*command, seed], cwd=ROOT, stdout=subprocess.PIPE, text=True) for seed in ("1", "2")
    ]
    told = [writer.communicate(timeout=60)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    with StudyStore(tmp_path, tell=refuse) as store:
        kept = {review.id for review in store.reviews()}
    answers = {line.split()[-1] for text in told for line in text.splitlines() if line[:7] == "answer "}
    assert {one for one in answers if len(one) == 32} <= kept
