"""The tags of `{% load live_tags %}`: values, drawings, and forms with what became of them."""
