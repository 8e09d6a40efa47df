"""Applause keeps the contract of a format, and its own rules."""

import pytest
from applause.format import Applause, ApplauseSettings, Clap, Moment, TakeBack

from plugins.contract import By, Refused, To
from plugins.testing.contract import ActivityContract


@pytest.fixture
def kind():
    return Applause


class TestApplause(ActivityContract):
    """The whole contract: generated logs, other processes, pages in a browser, golden logs."""


def test_a_clap_taken_back_can_be_given_to_another_moment():
    applause = Applause(ApplauseSettings([Moment({"en": "Opening"}, "o1"), Moment({"en": "Music"}, "o2")], claps=1))
    applause.accept(Clap("o1"), ben(1))
    with pytest.raises(Refused, match="enough"):
        applause.accept(Clap("o2"), ben(2))
    applause.accept(TakeBack("o1"), ben(3))
    applause.accept(Clap("o2"), ben(4))
    votes = {moment: counts["votes"] for moment, counts in applause.results(To("screen"))["moments"].items()}
    assert votes == {"o1": 0, "o2": 1}


def ben(seq):
    return By(seq, "ben", "", "person", "room", "open", "en", float(seq))
