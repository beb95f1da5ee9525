"""What opening the prepared atlas costs: nothing that only reading its sources needs is imported."""

import subprocess
import sys
from pathlib import Path

from viewer.core.prepared import open_atlas

HEAVY = (
    "argparse", "difflib", "expat", "fsrs", "genanki", "json", "logging", "markdown_it", "mdit_py_plugins",
    "rapidfuzz", "sqlite3", "svgelements", "tomllib", "unicodedata", "xml", "PySide6",
)  # fmt: skip

_ASK = """
import sys
from pathlib import Path
from viewer.core.prepared import open_atlas
atlas = open_atlas(Path(sys.argv[1]), Path(sys.argv[2]))
assert atlas.plates and list(atlas.sections.values())[0].text
print("\\n".join(sys.modules))
"""


def test_a_start_from_the_prepared_form_imports_no_parser(small_folder: Path, tmp_path: Path) -> None:
    open_atlas(small_folder, tmp_path)
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", _ASK, str(small_folder), str(tmp_path)]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in told.stdout.split()}
    assert loaded.isdisjoint(HEAVY), loaded & set(HEAVY)
