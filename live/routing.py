"""Addresses of sockets."""

from django.urls import path

from live.consumers import room_socket

sockets = [path("ws/live/<str:code>/", room_socket)]  # type: ignore[arg-type]  # the stubs know views alone
