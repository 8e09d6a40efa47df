"""Addresses of the live room: joining by code, three screens, and what clients ask for as data."""

from django.urls import URLPattern, URLResolver, path

from live.registration.urls import urlpatterns as registration
from live.screens import conclude, data, desk, join, part, person, projector, record, sit

urlpatterns: list[URLPattern | URLResolver] = [
    path("j/", join.by_code, name="join"),
    path("j/<str:code>/", join.at_the_door, name="join_code"),
    path("live/<str:code>/", person.room, name="live_room"),
    path("live/<str:code>/desk/", desk.desk, name="live_desk"),
    path("live/<str:code>/screen/<str:key>/", projector.screen, name="live_screen"),
    path("live/<str:code>/seat/", sit.seat, name="live_seat"),
    path("live/<str:code>/sit/", sit.sit, name="live_sit"),
    path("live/<str:code>/snapshot.json", data.snapshot, name="live_snapshot"),
    path("live/<str:code>/items.json", data.items, name="live_items"),
    path("live/<str:code>/places.json", data.places, name="live_places"),
    path("live/<str:code>/part/<str:activity>/", part.part, name="live_part"),
    path("live/<str:code>/record/", record.record, name="live_record"),
    path("live/<str:code>/conclude/", conclude.conclude_room, name="live_conclude"),
    *registration,
]
