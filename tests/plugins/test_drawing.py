"""Votes and people are drawn one by one, the same by server and script."""

import pytest

from plugins import drawing
from plugins.testing.page import HOST, serve

COUNTS = [
    {"room": 0, "remote": 0, "assisted": 0, "free": 0},
    {"room": 1, "remote": 0, "assisted": 0, "free": 0},
    {"room": 3, "remote": 2, "assisted": 1, "free": 4},
    {"room": 30, "remote": 17, "assisted": 5, "free": 0},
    {"room": 86, "remote": 49, "assisted": 13, "free": 0},
    {"room": 201, "remote": 99, "assisted": 0, "free": 0},
    {"room": 700, "remote": 531, "assisted": 1, "free": 12},
    {"room": 4000, "remote": 800, "assisted": 77, "free": 0},
    {"room": 0, "remote": 0, "assisted": 0, "untold": 9},
]


def marks(drawn: drawing.Drawing) -> dict[str, int]:
    return {mode: d.count("M") for mode, d in drawn.paths.items()}


def test_each_vote_is_one_mark_of_its_mode():
    assert marks(drawing.tally({"room": 30, "remote": 17, "assisted": 5}, 52)) == {
        "room": 30,
        "remote": 17,
        "assisted": 5,
        "untold": 0,
    }


def test_ten_votes_are_two_rows_of_five_and_then_a_gap():
    drawn = drawing.tally({"room": 12, "remote": 0, "assisted": 0}, 52)
    assert drawn.paths["room"].startswith("M0.5 0.5h0M0.5 1.5h0M1.5 0.5h0")
    assert drawn.paths["room"].endswith("M5.95 0.5h0M5.95 1.5h0")


def test_the_largest_option_gives_all_options_one_width():
    assert drawing.tally({"room": 3}, 52).box == drawing.tally({"room": 52}, 52).box == "0 0 28.25 2"


def test_beyond_sixty_votes_stand_in_lines_of_fifty():
    assert drawing.tally({"room": 61}, 61).box == "0 0 26.8 4.45"


@pytest.mark.parametrize(
    ("top", "unit"), [(0, 1), (300, 1), (301, 5), (1500, 5), (1501, 10), (3001, 50), (15_001, 100)]
)
def test_many_votes_share_a_mark_of_five_ten_or_fifty(top, unit):
    assert drawing.unit(top) == unit


def test_who_voted_keeps_a_mark_when_marks_stand_for_many():
    assert marks(drawing.tally({"room": 4000, "assisted": 1}, 4001))["assisted"] == 1


def test_everyone_has_a_seat_and_free_seats_come_last():
    assert marks(drawing.ring(COUNTS[4])) == COUNTS[4]


def test_a_hundred_and_forty_eight_people_sit_as_in_the_design():
    drawn = drawing.ring(COUNTS[4])
    assert drawn.paths["room"].startswith("M0.5 -8.84h0M0.5 -7.84h0M0.5 -6.83h0M1.48 -8.73h0")
    assert drawn.box == "-9.402 -9.402 18.804 18.804"


@pytest.mark.browser
def test_the_script_draws_the_same(browser):
    draw = """async all => {
      const {tally, ring} = await import('/live/marks.js');
      return all.map(c => [tally(c, c.room + c.remote + c.assisted), tally(c, 7000), ring(c)]
        .map(({paths, box, unit}) => ({paths, box, unit})));
    }"""
    tab = browser.new_page()
    tab.route("**/*", serve)
    tab.goto(HOST)
    drawn = tab.evaluate(draw, COUNTS)
    tab.close()
    for counts, made in zip(COUNTS, drawn, strict=True):
        top = counts["room"] + counts["remote"] + counts["assisted"]
        expected = [drawing.tally(counts, top), drawing.tally(counts, 7000), drawing.ring(counts)]
        assert made == [vars(each) for each in expected]
