import pytest
from tests import factories as f
from django.utils import timezone
from events.queries import codes, code_of, line_number
from sessions import queries
from sessions.state import state_of
pytestmark = pytest.mark.django_db
def test_smoke():
    s = f.a_session(f.a_line(f.a_line()))
    print(codes(s.event), code_of(s), line_number(s), list(queries.upcoming()), state_of(s, timezone.now()))
    assert code_of(s) == "1.1.1"
    assert queries.upcoming()[0].starts == s.starts_at
    assert queries.read_in("en").count() == 1
