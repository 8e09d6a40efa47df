"""A wrong value in the environment stops the start with one sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from plenaria.settings import environment
from tests.database import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "plenaria.settings.production",
    "SECRET_KEY": "k9-Vq2mZ7sT4xW8yB1nR5pL0cJ6hG3fD-uE_aQiOoPzXvMtS1w2e3r4t",
    "PLENARIA_URL": "https://plenaria.example",
    "ALLOWED_HOSTS": "plenaria.example",
    "DATABASE_URL": "postgresql://plenaria:secret@db.example:5432/plenaria",
    "REDIS_URL": "redis://redis.example:6379/0",
    "MAIL_URL": "smtp://user:secret@mail.example:587",
    "MAIL_FROM": "Plenaria <no-reply@plenaria.example>",
}


def manage(tmp_path: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A management command with nothing in its environment but these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**kept, "PLENARIA_DATA": str(tmp_path / "data"), **variables},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda name: environment.text(name), ""),
        (lambda name: environment.secret(name), "too-short"),
        (lambda name: environment.token(name), "too-short"),
        (lambda name: environment.number(name, 8000), "many"),
        (lambda name: environment.number(name, 8000), "0"),
        (lambda name: environment.number(name, 8000), "-1"),
        (lambda name: environment.address(name, ("https",)), "plenaria.example"),
        (lambda name: environment.address(name, ("https",)), "http://plenaria.example"),
        (lambda name: environment.address(name, ("redis",)), "redis://"),
        (lambda name: environment.hosts(name), "*"),
        (lambda name: environment.hosts(name), "plenaria.example, *"),
        (lambda name: environment.hosts(name), " , "),
        (lambda name: environment.mail(name), "mail.example:587"),
        (lambda name: environment.folder(name, ROOT), "/dev/null/data"),
    ],
)
def test_a_wrong_value_is_refused_by_a_sentence_that_names_the_variable(monkeypatch, read, value):
    monkeypatch.setenv("PLENARIA_PROBE", value)
    with pytest.raises(ImproperlyConfigured, match=r"^PLENARIA_PROBE .*\.$"):
        read("PLENARIA_PROBE")


@pytest.mark.parametrize("url", ["mysql://db.example/plenaria", "postgresql://db.example/", "plenaria", ""])
def test_a_wrong_database_is_refused_without_showing_a_password(url):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL .*\.?$") as refusal:
        environment.database(url.replace("//", "//user:hidden@"))
    assert "hidden" not in str(refusal.value)


def test_right_values_are_read(monkeypatch, tmp_path):
    monkeypatch.setenv("PLENARIA_PROBE", "8101")
    assert environment.number("PLENARIA_PROBE", 8000) == 8101
    monkeypatch.setenv("PLENARIA_PROBE", "a.example, b.example")
    assert environment.hosts("PLENARIA_PROBE") == ["a.example", "b.example"]
    monkeypatch.setenv("PLENARIA_PROBE", str(tmp_path / "new"))
    assert environment.folder("PLENARIA_PROBE", ROOT).is_dir()
    monkeypatch.setenv("PLENARIA_PROBE", "smtps://user:p%40ss@mail.example")
    assert environment.mail("PLENARIA_PROBE") == {
        "host": "mail.example",
        "port": 465,
        "username": "user",
        "password": "p@ss",
        "use_ssl": True,
        "use_tls": False,
    }
    database = environment.database("postgresql://plena:p%40ss@db.example:6000/plenaria")
    assert [database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "plena",
        "p@ss",
        "db.example",
        "6000",
        "plenaria",
    ]


def test_production_is_ready_to_deploy_without_a_warning(tmp_path):
    check = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.parametrize("variable", [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"])
def test_production_does_not_start_without(tmp_path, variable):
    rest = {name: value for name, value in PRODUCTION.items() if name != variable}
    check = manage(tmp_path, "check", **rest)
    assert check.returncode != 0
    assert (
        check.stderr.strip()
        .splitlines()[-1]
        .endswith(f"{variable} is not set. Give it a value in the environment and start again.")
    )


def test_a_watcher_asks_a_process_of_production_itself_by_http_and_nobody_else_does(tmp_path):
    ask = (
        "from django.test import Client; here = Client(headers={'Host': '127.0.0.1'}); there = Client();"
        "there.defaults['HTTP_HOST'] = 'plenaria.example';"
        "print(*[one.get(path).status_code for one, path in"
        " [(here, '/healthz'), (here, '/metrics'), (here, '/readyz'), (there, '/metrics'), (there, '/j/')]])"
    )
    away = PRODUCTION | {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}
    run = manage(tmp_path, "shell", "--verbosity", "0", "-c", ask, **away)
    assert run.stdout.strip() == "200 200 503 403 301", run.stderr


def test_the_secret_of_a_data_folder_is_made_once_and_not_readable_by_others(tmp_path):
    command = ("shell", "--verbosity", "0", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    local = {"DJANGO_SETTINGS_MODULE": "plenaria.settings.local"}
    first, second = (manage(tmp_path, *command, **local).stdout.strip() for _ in range(2))
    assert first == second and len(first) > 50
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0
