"""Variants of a word are one word: case, accents, articles, plurals of four languages; ñ is a letter of its own."""

import pytest

from plugins.wordcloud.spelling import number, plain, stem
from plugins.wordcloud.stopwords import STOP, only_small
from tests.plugins.wordcloud.cloud import Cloud

SAME = {
    "es": [
        ("Confianza", "confianza", "CONFIANZAS", "la confianza"),
        ("participación", "participacion", "Participaciones"),
        ("calle", "calles"),
        ("ciudad", "ciudades"),
        ("voz", "voces"),
        ("país", "países", "paises"),
        ("mujer", "mujeres"),
        ("red", "redes"),
        ("datos abiertos", "dato abierto"),
    ],
    "en": [("city", "cities"), ("plan", "plans"), ("box", "boxes"), ("woman", "women"), ("the movie", "Movies")],
    "fr": [("idée", "Idées"), ("journal", "journaux"), ("lieu", "lieux"), ("l’eau", "eaux", "L'EAU")],
    "pt": [
        ("ação", "ações", "acoes"),
        ("pão", "pães"),
        ("jovem", "jovens"),
        ("local", "locais"),
        ("mulher", "mulheres"),
    ],
}
OTHER = {
    "es": [("año", "ano"), ("voz", "vos"), ("base", "bus"), ("plan", "plano")],
    "en": [("car", "care"), ("plan", "plane"), ("bus", "bu"), ("class", "clas")],
    "fr": [("eau", "al"), ("lieu", "lie")],
    "pt": [("pão", "pá"), ("avó", "avião")],
}


@pytest.mark.parametrize(("language", "words"), [(one, words) for one, found in SAME.items() for words in found])
def test_they_are_one_word(language, words):
    cloud = Cloud()
    for at, word in enumerate(words):
        cloud.send(word, f"person{at}", language=language)
    assert list(cloud.words().values()) == [len(words)]


@pytest.mark.parametrize(("language", "words"), [(one, words) for one, found in OTHER.items() for words in found])
def test_they_are_two_words(language, words):
    one, two = (stem(plain(word), language) for word in words)
    assert one != two


def test_a_plural_of_one_language_is_none_of_another():
    """Portuguese makes -ns into -m, which would make English plans another word than plan."""
    assert stem("jovens", "pt") == "jovem"
    assert stem("plans", "en") == "plan"


def test_the_same_spelling_is_one_word_whoever_reads_the_page_in_what_language():
    cloud = Cloud()
    cloud.send("plans", "ada", language="en")
    cloud.send("Plans", "rosa", language="pt")
    assert cloud.words() == {"plans": 2}


def test_what_has_no_letter_stands_for_itself():
    assert plain("🌱") == "🌱"
    assert plain(" ! ") == "!"


def test_numbers_of_words_never_change():
    """They stand in logs: other numbers would take every count apart."""
    assert number("confianza") == 149205605943779
    assert number("confianz", "es") != number("confianz", "pt")


def test_small_words_are_told_by_language():
    assert "es" in only_small("de la")
    assert only_small("agua") == []
    assert only_small("pour") == ["fr"]
    assert all(word == plain(word) for words in STOP.values() for word in words), "lists are as plain() gives them"
