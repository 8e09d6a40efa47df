"""Addresses of sessions that are no pages: the calendar, its files, search, the directory, the video call's door."""

from django.urls import URLPattern, path, register_converter

from sessions import calendar_periods, calendar_views, directory_views, feeds, search_views, views

register_converter(calendar_periods.DayInAddress, "day")
register_converter(calendar_periods.WeekInAddress, "week")
register_converter(calendar_periods.MonthInAddress, "month")

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar_views.agenda, name="calendar"),
    path("calendar/day/<day:period>/", calendar_views.day, name="calendar_day"),
    path("calendar/week/<week:period>/", calendar_views.week, name="calendar_week"),
    path("calendar/month/<month:period>/", calendar_views.month, name="calendar_month"),
    path("calendar/feed.ics", feeds.feed, name="calendar_feed"),
    path("calendar/session/<uuid:key>.ics", views.session_file, name="session_ics"),
    path("calendar/event/<uuid:key>.ics", views.event_file, name="event_ics"),
    path("search/", search_views.page, name="search"),
    path("search/suggest.json", search_views.suggestions, name="search_suggest"),
    path("people/", directory_views.people, name="people"),
    path("people/<str:handle>/", directory_views.person, name="person"),
    path("organisations/", directory_views.organisations, name="organisations"),
    path("organisations/<str:handle>/", directory_views.organisation, name="organisation"),
    path("territories/", directory_views.territories, name="territories"),
    path("territories/<str:handle>/", directory_views.territory, name="territory"),
    path("sessions/<uuid:key>/connect/", views.connect, name="session_connect"),
]
