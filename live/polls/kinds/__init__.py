"""The ways to vote, by the name that the organiser's form gives them."""

from live.polls.kinds.choosing import Choosing
from live.polls.kinds.kind import Kind
from live.polls.kinds.placing import Placing
from live.polls.kinds.ranking import Ranking
from live.polls.kinds.rating import Rating
from live.polls.kinds.sharing import Sharing
from live.polls.kinds.writing import Writing

KINDS: dict[str, type[Kind]] = {
    "choice": Choosing,
    "rating": Rating,
    "ranking": Ranking,
    "points": Sharing,
    "grid": Placing,
    "text": Writing,
}
