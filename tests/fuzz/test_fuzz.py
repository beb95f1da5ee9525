"""Ten thousand damaged atlases, other ones each time (``make fuzz``; a failure tells its seed)."""

from secrets import randbelow

from tests.fuzz.running import run_fuzz

COUNT = 10_000
PROCESSES = 2


def test_ten_thousand_damaged_atlases_load_or_tell_their_faults() -> None:
    first = randbelow(1_000_000)
    told = run_fuzz(COUNT // PROCESSES, range(first, first + PROCESSES), timeout=7_200)
    print(f"\nseed {first}:", *told, sep="\n")
    assert sum(one["loads"] for one in told) >= COUNT
