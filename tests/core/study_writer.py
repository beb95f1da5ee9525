"""A writer that is killed: forks writers on a store and ends each at a random moment.

Run as ``python -m tests.core.study_writer FOLDER KILLS SEED``. Each line of its output is one answer, note
or bookmark that a store said it has kept.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from viewer.core.study import StudyStore
from viewer.core.study_data import StudyError


def write_on(folder: Path, out: int, seed: int) -> None:
    """Write without end, and say of each thing that it is kept."""
    chance = random.Random(seed)
    with StudyStore(folder, tell=stop) as store:
        os.write(out, b"open\n")
        while True:
            match chance.randrange(4):
                case 0:
                    key = f"structure-{chance.randrange(5)}"
                    text = f"{seed} {chance.random()} " + "words " * chance.randrange(2000)
                    store.write_note(key, text)
                    os.write(out, f"note {key} {hash_of(text)}\n".encode())
                case 1:
                    os.write(out, f"bookmark {store.add_bookmark('a', 'plate/', 'atlas').key}\n".encode())
                case _:
                    review = store.answer("vein", "find", "vein", "vein", "right", 3)
                    os.write(out, f"answer {review.id}\n".encode())


def stop(error: StudyError) -> None:
    """End at once: neither a kill nor another writer is a reason to say anything."""
    os.write(2, f"{error}\n".encode())
    os._exit(3)


def hash_of(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(kills):
        end, out = os.pipe()
        child = os.fork()
        if not child:
            os.close(end)
            try:
                write_on(folder, out, seed + number)
            finally:
                os._exit(2)
        os.close(out)
        if chance.random() < 0.8:
            os.read(end, 5)
        time.sleep(chance.random() * 0.06)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), os.WEXITSTATUS(status)
        while told := os.read(end, 1 << 16):
            sys.stdout.buffer.write(told)
        os.close(end)
        # A last line that was cut off was not acknowledged.
        sys.stdout.buffer.write(b"\nkilled\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
