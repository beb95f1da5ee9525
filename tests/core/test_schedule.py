"""When things are due: as the library itself says, for a learner whose clock stands still."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler

from viewer.core.atlas import Atlas
from viewer.core.knowing import Band, Why
from viewer.core.schedule import Schedule, drainage_order
from viewer.core.study_data import Review, stamp

START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
KEY = ("midline-vein", "find")


def review(at: datetime, rating: int = 3, item: str = "midline-vein.T3", mode: str = "find") -> Review:
    right = "right" if rating > 1 else "wrong"
    return Review(f"{at}{item}{mode}", item, mode, item, item, right, rating, 0, stamp(at), 1.0)


@pytest.mark.parametrize("seed", range(20))
def test_due_dates_are_the_librarys_own(seed: int) -> None:
    chance = Random(seed)
    library, card, moment = Scheduler(enable_fuzzing=False), Card(), START
    log = []
    for _ in range(30):
        rating = chance.choice([1, 2, 3, 3, 3, 4])
        card, _ = library.review_card(card, Rating(rating), moment)
        log.append(review(moment, rating))
        moment = card.due + timedelta(hours=chance.randrange(72))
    chance.shuffle(log)
    schedule = Schedule(log)
    remembered = schedule.remembered(KEY)
    assert remembered is not None
    assert (remembered.due, remembered.last) == (card.due, card.last_review)
    assert schedule.strength_of(KEY, moment) == library.get_card_retrievability(card, moment)


def test_naming_by_choice_and_by_typing_is_one_direction() -> None:
    schedule = Schedule(
        [review(START, mode="name-choice"), review(START + timedelta(days=1), mode="name-typed")]
    )
    assert [one.key for one in schedule.all_remembered()] == [("midline-vein", "name")]


def test_what_was_put_off_by_days_is_due_in_the_morning() -> None:
    log = [review(START), review(START + timedelta(minutes=10)), review(START + timedelta(minutes=20))]
    schedule = Schedule(log)
    remembered = schedule.remembered(KEY)
    assert remembered is not None
    days = (remembered.due - remembered.last).days
    evening = START + timedelta(days=days)
    assert not schedule.is_due(KEY, evening - timedelta(days=1))
    assert schedule.is_due(KEY, evening.replace(hour=7))
    assert schedule.due(evening) == [KEY]


def test_minutes_are_waited_for() -> None:
    schedule = Schedule([review(START, rating=1)])
    assert not schedule.is_due(KEY, START + timedelta(seconds=30))
    assert schedule.is_due(KEY, START + timedelta(minutes=2))


def test_days_are_those_of_the_readers_place() -> None:
    schedule = Schedule([review(START)])
    there = timezone(timedelta(hours=9))  # where it is the second of March already
    assert schedule.new_on(START) == 1
    assert schedule.new_on(START.astimezone(there)) == 1
    assert schedule.new_on((START - timedelta(hours=6)).astimezone(there)) == 0
    assert [day.right for day in schedule.done(START.astimezone(there), 2)] == [0, 1]


def test_charts_count_what_was_done_and_what_falls_due() -> None:
    log = [review(START), review(START + timedelta(minutes=1), 1, "side-vein"), review(START, 4, "vein-net")]
    schedule = Schedule(log)
    today = schedule.done(START, 3)[-1]
    assert (today.day, today.right, today.wrong) == (START.date(), 2, 1)
    falling = schedule.falling_due(START, 400)
    assert sum(falling) == 3
    assert falling[0] == 2
    late = START + timedelta(days=390)
    assert schedule.falling_due(late, 1) == (3,)
    known = schedule.all_known(late)
    assert set(known) == {"midline-vein", "side-vein", "vein-net"}
    assert known["side-vein"].recall < known["vein-net"].recall < 1


def test_charts_count_the_wrong_side_as_the_table_of_answers_does() -> None:
    side = review(START, 2)._replace(verdict="wrong-side")
    claimed = review(START + timedelta(minutes=1))._replace(verdict="claimed")
    today = Schedule([side, claimed]).done(START, 1)[0]
    assert (today.right, today.wrong) == (1, 1)


def test_what_was_answered_wrong_last_is_weak_however_fresh() -> None:
    log = [review(START + timedelta(days=4 * n)) for n in range(5)]
    last = START + timedelta(days=16)
    assert Schedule(log).known(KEY, last).band is Band.FIRM
    log.append(review(last + timedelta(minutes=1), 1))
    found = Schedule(log).known(KEY, last + timedelta(minutes=2))
    assert found.recall > 0.99 and (found.band, found.why) == (Band.WEAK, Why.WRONG)


def test_only_ever_answered_wrong_is_weak_from_the_first() -> None:
    schedule = Schedule([review(START, 1)])
    assert schedule.known(KEY, START).band is Band.WEAK
    side = review(START, 2)._replace(verdict="wrong-side")
    assert Schedule([side]).known(KEY, START).why is Why.WRONG


def test_what_is_still_being_learnt_is_weak_and_what_lasts_a_week_is_firm() -> None:
    log = [review(START)]
    assert Schedule(log).known(KEY, START).why is Why.LEARNING
    log.append(review(START + timedelta(minutes=11)))
    assert Schedule(log).known(KEY, log[-1].when).band is Band.FADING, "learnt, but for a few days only"
    log.append(review(START + timedelta(days=3)))
    assert Schedule(log).known(KEY, log[-1].when).band is Band.FIRM
    assert Schedule(log).known(KEY, START + timedelta(days=25)).band is Band.FADING
    assert Schedule(log).known(KEY, START + timedelta(days=2000)).band is Band.WEAK


def test_a_structure_is_known_as_well_as_in_the_direction_known_least() -> None:
    log = [review(START), review(START, 1, mode="drains-to")]
    assert Schedule(log).all_known(START)["midline-vein"].why is Why.WRONG


def test_new_material_comes_in_the_order_of_drainage(small: Atlas) -> None:
    from viewer.core.drainage import Stage

    staged = small._replace(stages=(Stage("tissue", ("vein-net",)), Stage("way out", ("side-vein",))))
    assert drainage_order(staged)[:3] == ["vein-net", "side-vein", "midline-vein"]
    assert len(drainage_order(staged)) == len(small.structures)
