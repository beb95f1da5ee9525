from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from viewer.widgets.later import Hearing, catch_up, hold_back, later


@pytest.fixture(autouse=True)
def start_ended() -> Iterator[None]:
    catch_up()
    yield
    catch_up()


def test_what_waits_for_the_start_is_done_after_it_in_order(qtbot: QtBot) -> None:
    done: list[int] = []
    hold_back()
    later(lambda: done.append(1))
    later(lambda: done.append(2))
    assert done == []
    catch_up()
    later(lambda: done.append(3))
    assert done == [1, 2, 3]


def test_what_is_gone_before_the_start_ends_is_passed_over(qtbot: QtBot) -> None:
    hold_back()
    watched = QObject()
    Hearing(watched, lambda event: False)
    delete(watched)
    catch_up()


def test_the_last_events_of_what_python_takes_apart_are_passed_over(qtbot: QtBot) -> None:
    heard: list[QEvent] = []
    watched = QObject()
    hearing = Hearing(watched, lambda event: bool(heard.append(event)))
    QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.User))
    assert len(heard) == 1
    hearing.__dict__.clear()  # as the garbage collector does with a ring of objects
    QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.User))
    assert len(heard) == 1
