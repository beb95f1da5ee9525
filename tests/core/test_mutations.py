"""A few of the damaged atlases of ``make fuzz``, the same ones each time."""

from tests.fuzz.running import run_fuzz


def test_damaged_atlases_load_or_tell_their_faults() -> None:
    (told,) = run_fuzz(120, [3], 600, "--untimed")
    assert told["loads"] >= 120
    assert told["clean"]
    assert told["with faults"] > told["clean"]
