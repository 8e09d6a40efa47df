"""Addresses of the live room: joining by code, three screens, and what clients ask for as data."""

from django.urls import URLPattern, URLResolver, path

from live.registration.urls import urlpatterns as registration
from live.screens import (
    act,
    ballots,
    barring,
    conclude,
    data,
    desk,
    exports,
    join,
    part,
    person,
    projector,
    record,
    sit,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("j/", join.by_code, name="join"),
    path("j/<str:code>/", join.at_the_door, name="join_code"),
    path("live/<str:code>/", person.room, name="live_room"),
    path("live/<str:code>/desk/", desk.desk, name="live_desk"),
    path("live/<str:code>/desk/close-seat/", barring.close_seat, name="live_close_seat"),
    path("live/<str:code>/desk/closed-seats/", barring.closed_seats, name="live_closed_seats"),
    path("live/<str:code>/desk/closed-seats/<int:seat>/", barring.let_in, name="live_let_in"),
    path("live/<str:code>/screen/<str:key>/", projector.screen, name="live_screen"),
    path("live/<str:code>/seat/", sit.seat, name="live_seat"),
    path("live/<str:code>/sit/", sit.sit, name="live_sit"),
    path("live/<str:code>/snapshot.json", data.snapshot, name="live_snapshot"),
    path("live/<str:code>/act.json", act.act, name="live_act"),
    path("live/<str:code>/items.json", data.items, name="live_items"),
    path("live/<str:code>/places.json", data.places, name="live_places"),
    path("live/<str:code>/part/<str:activity>/", part.part, name="live_part"),
    path("live/<str:code>/record/", record.record, name="live_record"),
    path("live/<str:code>/ballots/<str:activity>/", ballots.page, name="live_ballots"),
    path("live/<str:code>/ballots/<str:activity>/ballots.txt", ballots.text, name="live_ballots_txt"),
    path("live/<str:code>/ballots/<str:activity>/ballots.json", ballots.data, name="live_ballots_json"),
    path("live/<str:code>/export/<str:activity>/", exports.page, name="live_export"),
    path("live/<str:code>/export/<str:activity>/<slug:table>.csv", exports.table, name="live_export_csv"),
    path("live/<str:code>/export/<str:activity>/tables.xlsx", exports.workbook, name="live_export_xlsx"),
    path("live/<str:code>/export/<str:activity>/tables.json", exports.data, name="live_export_json"),
    path("live/<str:code>/export/<str:activity>/entries.json", exports.entries, name="live_export_entries"),
    path("live/<str:code>/conclude/", conclude.conclude_room, name="live_conclude"),
    *registration,
]
