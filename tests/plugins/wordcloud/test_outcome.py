"""What a word cloud came to: conclusion, items, sheet; and what a vote costs where a thousand have sent words."""

import msgspec

from live.apart.publisher import diff
from plugins.contract import Counts
from tests.plugins.wordcloud.cloud import DESK, SCREEN, Cloud

PATCH, VIEW = 400, 64 * 1024  # bytes


def test_the_most_used_word_comes_first_everywhere():
    cloud = Cloud()
    cloud.send("agua", "ada")
    first = cloud.send("tierra", "ada")
    cloud.send("Tierra", "rosa", mode="remote")
    (section,) = cloud.format.conclude().sections
    (tally,) = section.items
    assert [(one.label, one.counts) for one in tally.options] == [
        ({"es": "tierra"}, Counts(room=1, remote=1)),
        ({"es": "agua"}, Counts(room=1)),
    ]
    assert (tally.voters, tally.several, tally.refs) == (Counts(room=1, remote=1), True, (1, 3))
    assert [(one.id, one.refs) for one in cloud.format.items()] == [(first, (2,)), ("1", (1,))]
    assert cloud.format.sheets()[0].rows[0] == ("tierra", "es", 1, 1, 0, 2, "Tierra")


def test_nothing_sent_comes_to_nothing():
    cloud = Cloud()
    assert (cloud.format.conclude().sections, cloud.format.items(), cloud.format.sheets()[0].rows) == ((), (), ())


def crowd():
    """A thousand people, three words each out of five hundred, some far commoner than others."""
    cloud = Cloud()
    for person in range(1000):
        for at in (person * person % 500, person % 7, 100 + person % 90):
            cloud.send(f"palabra número {at}", f"person{person}")
    return cloud


def test_a_word_more_costs_each_phone_a_line_and_views_stay_small():
    cloud, sizes = crowd(), []
    for at in range(0, 200, 9):
        before = [cloud.format.results(SCREEN), cloud.format.view(SCREEN)]
        cloud.send(f"palabra número {at}", f"late{at}", mode="remote")
        after = [cloud.format.results(SCREEN), cloud.format.view(SCREEN)]
        sizes.append(sum(len(msgspec.json.encode(diff(one, two))) for one, two in zip(before, after, strict=True)))
    assert max(sizes) <= PATCH, f"{sizes} bytes"
    assert len(msgspec.json.encode(cloud.format.view(DESK))) <= VIEW
    assert len(cloud.format.results(SCREEN)["words"]) == 100
