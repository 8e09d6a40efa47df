"""People send words, each counted once a person, and take them back."""

import msgspec
import pytest

from plugins.contract import To
from plugins.wordcloud.verbs import Send
from tests.plugins.wordcloud.cloud import SCREEN, Cloud


def test_the_label_is_the_spelling_most_used_and_of_several_the_first():
    cloud = Cloud()
    cloud.send("Árbol", "ada")
    cloud.send("árboles", "ben")
    assert cloud.words() == {"Árbol": 2}
    cloud.send("árboles", "rosa")
    assert cloud.words() == {"árboles": 3}


def test_a_person_counts_once_for_a_word_however_spelt():
    cloud = Cloud()
    cloud.send("voz")
    assert cloud.send("Voces") == "twice"
    assert cloud.words() == {"voz": 1}


def test_words_are_split_by_mode():
    cloud = Cloud()
    cloud.send("voz", "ada")
    cloud.send("voz", "rosa", mode="remote")
    (word,) = cloud.format.results(SCREEN)["words"].values()
    assert (word["room"], word["remote"], word["assisted"], word["votes"]) == (1, 1, 0, 2)


def test_no_more_words_than_the_organiser_lets_a_person_send():
    cloud = Cloud(most=2)
    first = cloud.send("agua")
    cloud.send("tierra")
    assert cloud.send("fuego") == "enough"
    assert cloud.says("take_back", word=first)
    assert cloud.send("fuego").isdecimal()
    assert cloud.words() == {"tierra": 1, "fuego": 1}


def test_a_word_taken_back_is_gone_and_its_people_with_it():
    cloud = Cloud()
    word = cloud.send("agua")
    assert cloud.format.view(SCREEN)["people"] == 1
    cloud.says("take_back", word=word)
    assert cloud.words() == {}
    assert cloud.format.view(SCREEN)["people"] == 0
    assert cloud.format.mine("ben")["words"] == {}


def test_nobody_takes_back_a_word_of_another():
    cloud = Cloud()
    word = cloud.send("agua", "ada")
    assert cloud.says("take_back", "ben", word=word) == "not_sent"
    assert cloud.words() == {"agua": 1}


@pytest.mark.parametrize(("word", "language"), [("de la", "es"), ("The", "en"), ("et", "fr"), ("ao", "pt")])
def test_a_small_word_alone_is_refused_in_its_language(word, language):
    assert Cloud().send(word, language=language) == "small"
    assert Cloud(refuse_small=False).send(word, language=language).isdecimal()


def test_a_small_word_of_another_language_is_a_word():
    assert Cloud().send("sin", language="en").isdecimal()


def test_the_organisers_own_words_are_refused_in_any_spelling():
    cloud = Cloud(own_small="Participa+, taller")
    assert cloud.send("Talleres") == "small"
    assert cloud.send("participa") == "small"


def test_a_word_too_long_is_refused_by_what_the_organiser_set():
    assert Cloud(letters=10).send("plurinacionalidad") == "long"


@pytest.mark.parametrize("text", ["", "   ", "a" * 61])
def test_nothing_and_a_sentence_are_no_word(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"text": text}, Send)


def test_numbers_sent_along_do_not_put_letters_under_a_word_that_shows():
    """Who forges what a word is counted by counts for that word, and nobody reads what they wrote."""
    cloud = Cloud()
    cloud.send("paz", "ada")
    spelt = msgspec.to_builtins(Send("paz"))["spelt"]
    for at in range(3):
        cloud.says("send", f"forger{at}", text="insulto", spelt=spelt)
    assert cloud.words() == {"paz": 4}
    assert "insulto" not in str(cloud.format.view(To("desk"))) + str(cloud.format.sheets())


def test_a_word_taken_out_of_the_record_leaves_every_count():
    cloud, redacted = Cloud(), Cloud()
    for at, word in enumerate(["agua", "Aguas", "tierra"]):
        cloud.send(word, f"person{at}")
        redacted.says("send", f"person{at}", **(msgspec.to_builtins(Send(word)) | {"text": "[…]"}))
    assert sorted(cloud.words().values()) == [1, 2]
    words = redacted.format.results(SCREEN)["words"].values()
    assert [(one["text"], one["votes"]) for one in words] == [("[…]", 2), ("[…]", 1)]
