"""PySide6 itself: 6.12.0 gave away a reference of None with every call that returns nothing, and Python aborted."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    told = Signal(object)


@pytest.mark.parametrize("constant", [None, True])
def test_calls_and_emissions_keep_the_constants(qtbot, constant):
    sender = Sender()
    sender.told.connect(lambda _value: None)
    before = sys.getrefcount(constant)
    for _ in range(1000):
        sender.setObjectName("x")
        sender.told.emit(constant)
    assert abs(sys.getrefcount(constant) - before) < 100
