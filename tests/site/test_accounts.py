"""Sign up, sign in, recover a password; each failing step says what to do."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from plenaria.accounts.names import shown
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {"first_name": "Lucía", "email": "lucia@example.org", "password1": "una-clave-larga-y-buena"}


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client, email: str, password: str):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_sign_up_sign_out_sign_in(client):
    assert client.post(reverse("account_signup"), NEW).status_code == 302
    assert signed_in(client)
    assert shown(get_user_model().objects.get()) == "Lucía"
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    assert sign_in(client, NEW["email"], NEW["password1"]).status_code == 302
    assert signed_in(client)


def test_signing_out_needs_a_button(client, ben):
    client.force_login(ben)
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)


def test_a_forgotten_password_is_recovered_by_mail(client, ben):
    assert client.post(reverse("account_reset_password"), {"email": ben.email}).url == reverse(
        "account_reset_password_done"
    )
    assert [letter.to for letter in mail.outbox] == [[ben.email]]
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    chosen = "otra-clave-larga-y-buena"
    done = client.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    assert done.url == reverse("account_reset_password_from_key_done")
    assert client.get(done.url).status_code == 200
    client.logout()
    sign_in(client, ben.email, PASSWORD)
    assert not signed_in(client)
    sign_in(client, ben.email, chosen)
    assert signed_in(client)


def test_a_used_link_says_so_and_offers_another(client, ben):
    client.post(reverse("account_reset_password"), {"email": ben.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    ben.set_password("otra-clave-larga-y-buena")
    ben.save()
    page = client.get(link, follow=True).content.decode()
    assert reverse("account_reset_password") in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_asking_for_an_unknown_address_looks_the_same(client, ben):
    known = client.post(reverse("account_reset_password"), {"email": ben.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain


def test_a_wrong_password_keeps_the_address_and_says_one_sentence(client, ben):
    page = sign_in(client, ben.email, "wrong").content.decode()
    assert not signed_in(client)
    assert f'value="{ben.email}"' in page
    assert page.count('role="alert"') == 1


@pytest.mark.parametrize("typed", [{"email": "lucia@"}, {"email": ""}, {"first_name": ""}, {"password1": "12345678"}])
def test_a_bad_sign_up_makes_no_account(client, typed):
    page = client.post(reverse("account_signup"), {**NEW, **typed}).content.decode()
    assert get_user_model().objects.count() == 0
    assert page.count('class="error"') >= 1
    assert f'value="{({**NEW, **typed})["first_name"]}"' in page or not ({**NEW, **typed})["first_name"]


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive"],
)
def test_every_page_of_accounts_wears_the_house_design(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'class="masthead"' in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "account_logout", "account_reauthenticate"]
)
def test_pages_of_ones_own_account_wear_it_too(client, ben, name):
    sign_in(client, ben.email, PASSWORD)
    page = client.get(reverse(name), follow=True).content.decode()
    assert 'class="masthead"' in page
    assert not re.search(r"<script(?![^>]*src=)", page)


def test_what_is_not_there_and_what_is_not_allowed_have_pages_of_their_own(client, ben):
    missing = client.get("/no/such/page/")
    assert missing.status_code == 404
    assert 'class="masthead"' in missing.content.decode()


def test_who_may_not_edit_reads_so_instead_of_going_in_circles(client, ben):
    client.force_login(ben)
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.status_code == 403
    assert b"permission to access the admin" not in answer.content
    assert list(client.get(reverse("account_email")).context["messages"]) == []


def test_who_has_signed_in_is_told_so_on_the_page_they_come_to(client, ben):
    answer = client.post(reverse("account_login"), {"login": ben.email, "password": PASSWORD}, follow=True)
    assert shown(ben) in answer.content.decode()
