"""No inline code runs anywhere but in Wagtail's admin, which writes its own."""

import re

import pytest

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/signup/", "/j/", "/healthz", "/no/such/page/"])
def test_public_pages_allow_no_inline_code_and_hold_none(client, path):
    answer = client.get(path, follow=True)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.django_db
def test_the_admin_alone_may_write_inline_scripts(client, sol):
    client.force_login(sol)
    policy = client.get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.django_db
def test_pages_are_not_framed_by_others_and_tell_them_no_addresses(client):
    answer = client.get("/accounts/login/")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
