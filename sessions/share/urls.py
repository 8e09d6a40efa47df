"""Addresses that other places fetch."""

from django.urls import URLPattern, path

from sessions.share import feeds, views

urlpatterns: list[URLPattern] = [
    path("share/<uuid:key>.png", views.share_card, name="share_card"),
    path("feed.xml", feeds.atom, name="feed_atom"),
    path("feed.json", feeds.as_json, name="feed_json"),
    path("feed/event/<uuid:key>.xml", feeds.atom, name="event_atom"),
    path("feed/event/<uuid:key>.json", feeds.as_json, name="event_json"),
    path("embed/event/<uuid:key>/", views.embed_event, name="embed_event"),
    path("oembed", views.oembed, name="oembed"),
]
