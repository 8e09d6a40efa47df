"""Addresses of sessions that are no pages: the calendar, its files, the door of the video call."""

from django.urls import URLPattern, path

from sessions import views

urlpatterns: list[URLPattern] = [
    path("calendar/", views.listing, name="calendar"),
    path("calendar/session/<uuid:key>.ics", views.session_file, name="session_ics"),
    path("calendar/event/<uuid:key>.ics", views.event_file, name="event_ics"),
    path("sessions/<uuid:key>/connect/", views.connect, name="session_connect"),
]
