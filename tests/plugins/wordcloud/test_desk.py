"""The desk reads words before they show, puts two together and takes them apart again."""

from plugins.contract import To
from tests.plugins.wordcloud.cloud import SCREEN, Cloud


def reviewed(*words):
    cloud = Cloud(review=True)
    return cloud, [cloud.send(word, f"person{at}") for at, word in enumerate(words)]


def test_a_new_word_waits_until_it_is_approved_and_then_counts_at_once():
    cloud, (word,) = reviewed("agua")
    assert cloud.words() == {}
    assert cloud.at_the_desk() == {"agua": "waiting"}
    cloud.says("approve", word=word)
    cloud.send("Agua", "rosa")
    assert cloud.words() == {"agua": 2}


def test_a_waiting_word_is_in_no_view_but_the_desks():
    cloud, _words = reviewed("insulto")
    one = cloud.format
    seen = [look(to) for to in (To("person"), SCREEN) for look in (one.view, one.results)]
    assert "insulto" not in f"{seen}{one.sheets()}{one.conclude()}{one.items()}"


def test_approving_and_hiding_are_undone_as_they_stood():
    cloud, (word,) = reviewed("agua")
    cloud.says("approve", word=word)
    cloud.says("unapprove", word=word)
    assert cloud.at_the_desk() == {"agua": "waiting"}
    cloud.says("approve", word=word)
    cloud.says("hide", word=word)
    assert cloud.words() == {}
    cloud.says("unhide", word=word)
    assert cloud.words() == {"agua": 1}


def test_undoing_what_another_host_decided_since_changes_nothing():
    cloud, (word,) = reviewed("agua")
    cloud.says("approve", word=word)
    cloud.says("hide", word=word)
    cloud.says("unapprove", word=word)
    assert cloud.at_the_desk() == {"agua": "hidden"}


def test_two_words_put_together_count_each_person_once_and_come_apart_as_they_were():
    cloud = Cloud()
    one = cloud.send("agua", "ada")
    cloud.send("agua", "ben")
    other = cloud.send("agüita", "ben")
    cloud.send("agüita", "rosa")
    cloud.says("merge", word=other, into=one)
    assert cloud.words() == {"agua": 3}
    assert cloud.send("agüitas", "ada") == "twice"
    cloud.says("split", word=other)
    assert cloud.words() == {"agua": 2, "agüita": 2}


def test_taking_back_one_of_two_that_count_as_one_leaves_the_person():
    cloud = Cloud()
    one, other = cloud.send("agua"), cloud.send("agüita")
    cloud.says("merge", word=other, into=one)
    cloud.says("take_back", word=one)
    assert cloud.words() == {"agua": 1}
    cloud.says("take_back", word=other)
    assert cloud.words() == {}


def test_what_cannot_be_put_together_is_refused():
    cloud = Cloud()
    a, b, c = (cloud.send(word, word) for word in ("agua", "tierra", "fuego"))
    assert cloud.says("merge", word=a, into=a) == "itself"
    assert cloud.says("merge", word=a, into="99") == "word"
    cloud.says("merge", word=b, into=a)
    assert cloud.says("merge", word=a, into=b) == "itself"
    assert cloud.says("merge", word=b, into=c) == "merged"
    assert cloud.says("hide", word=b) == "merged"


def test_the_record_tells_each_word_as_it_was_sent_once_it_shows():
    cloud, (word, other) = reviewed("agua", "Aguas")
    assert cloud.format.recorded(SCREEN, int(other)) == {}
    assert cloud.format.recorded(To("desk"), int(other)) == {"text": "Aguas", "language": "es"}
    cloud.says("approve", word=word)
    assert cloud.format.recorded(SCREEN, int(other)) == {"text": "Aguas", "language": "es"}
    cloud.says("take_back", "person1", word=other)
    assert cloud.format.recorded(To("desk"), int(other)) == {}
