"""Uploaded files: one process serves them itself; in production the web server in front does."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def picture():
    file = Path(settings.MEDIA_ROOT) / "images" / "mesa.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x89PNG\r\n")
    yield "/media/images/mesa.png"
    file.unlink()


def test_one_process_serves_uploaded_pictures(client, picture):
    answer = client.get(picture)
    assert answer.status_code == 200
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (b"\x89PNG\r\n", "image/png")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/", "/media/../secret-key", "/media/%2e%2e/secret-key", "/media/none.png"])
def test_nothing_else_of_the_data_folder_is_served(client, path):
    (Path(settings.DATA) / "secret-key").touch()
    assert client.get(path).status_code in {400, 404}
