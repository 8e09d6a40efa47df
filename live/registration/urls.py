"""Addresses of registration; included by the room's own."""

from django.urls import path

from live.registration import views

urlpatterns = [
    path("register/<uuid:key>/", views.register, name="register"),
    path("register/place/<str:token>/", views.place, name="registration_place"),
    path("register/place/<str:token>/cancel/", views.cancel, name="registration_cancel"),
    path("register/place/<str:token>/enter/", views.enter, name="registration_enter"),
]
