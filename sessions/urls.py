"""Addresses of sessions that are no pages: the calendar, its files, the door of the video call."""

from django.urls import path

urlpatterns: list = []
