"""Addresses of sockets."""

from django.urls import path

from live.consumers import RoomConsumer

sockets = [path("ws/live/<str:code>/", RoomConsumer.as_asgi())]
