"""Words that say nothing alone, in four languages: the commonest, short on purpose, for the organiser adds others.

Without accents, as `spelling.plain` gives them. Left out is what is a whole word elsewhere in the same language
("poder", "bien", "will"), for a word refused by mistake is worse than an empty one that the desk hides."""

from collections.abc import Mapping

from plugins.wordcloud.spelling import LANGUAGES, Language, listed

STOP: Mapping[str, frozenset[str]] = {
    "es": listed(
        """
        a al algo ante aquel aquella asi aun aunque cada como con contra cual cuando de del desde donde e el ella ellas
        ellos en entre era es esa ese eso esta este esto fue ha hay hasta la las le les lo los mas me mi mis mucho muy
        ni no nos o os para pero por porque pues que quien se ser si sin sobre son su sus tambien te tu un una uno unos
        unas y ya yo
        """
    ),
    "en": listed(
        """
        a about all also am an and any are as at be been but by can do does for from had has have he her his how i if in
        into is it its just me my no not of on or our out she so some than that the their them then there these they
        this to too up us was we were what when which who why with would you your
        """
    ),
    "fr": listed(
        """
        a ai au aussi aux avec c ce ces cette comme d dans de des donc du elle elles en est et etre eux il ils j je l la
        le les leur leurs lui m ma mais me meme mes mon n ne ni nos notre nous on ont ou par pas plus pour qu que qui s
        sa sans se ses si son sont sur t ta te tes tres tu un une vos votre vous y
        """
    ),
    "pt": listed(
        """
        a ao aos as ate com como da das de dela dele do dos e ela elas ele eles em entre era essa esse esta este eu foi
        ha isso isto ja la mais mas me mesmo meu minha muito na nao nas nem no nos o os ou para pela pelo por porque
        qual quando que quem se sem ser seu seus sim so sua suas tambem te tem tu um uma uns umas voce
        """
    ),
}


def only_small(words: str) -> list[Language]:
    """The languages in which there is nothing but small words in it; `words` as `spelling.plain` gives them."""
    parts = words.split()
    return [language for language in LANGUAGES if parts and all(part in STOP[language] for part in parts)]
