"""Runs ``python -m tests.fuzz`` in processes of their own: what listens there cannot be taken away again."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]


def run_fuzz(count: int, seeds: Sequence[int], timeout: float, *options: str) -> list[dict[str, Any]]:
    """Run ``count`` mutations from each seed, side by side; give what each tells, or fail with its words."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz", str(count), str(seed), *options],
            cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for seed in seeds
    ]  # fmt: skip
    told = []
    try:
        for seed, process in zip(seeds, processes, strict=True):
            words, _ = process.communicate(timeout=timeout)
            assert process.returncode == 0, f"python -m tests.fuzz {count} {seed}\n{words[-8_000:]}"
            told.append(json.loads(words.splitlines()[-1]))
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    return told
