"""Addresses of sessions that are no pages: the calendar, its files, search, the directory, the video call's door."""

from django.urls import URLPattern, path, register_converter

from sessions import calendar_periods, calendar_views, feeds, views

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
    path("sessions/<uuid:key>/connect/", views.connect, name="session_connect"),
]
