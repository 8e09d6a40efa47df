"""A watcher learns whether the process lives and whether it can serve."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_process_without_database_still_says_it_lives(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_migrated_house_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


@pytest.mark.django_db
def test_a_house_with_a_migration_missing_is_not_ready(client):
    MigrationRecorder(connection).record_unapplied("contenttypes", "0002_remove_content_type_name")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["why"].endswith("missing.")


@pytest.mark.django_db
def test_a_house_whose_database_is_away_is_not_ready(client, monkeypatch):
    def away(*args):
        raise OperationalError("could not connect to server at db.example, user plenaria")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "why": "The database does not answer."})
