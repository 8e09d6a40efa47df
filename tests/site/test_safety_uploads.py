"""What is uploaded is refused with a sentence, or shown as what it says it is; the server fetches nothing (F41)."""

import io
import socket
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedNotFoundException, EmbedUnsupportedProviderException
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from plenaria.safety.uploads import RUNS_IN_A_BROWSER

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def png(width: int, height: int) -> bytes:
    """A picture of one bit a pixel, all alike: a few bytes for millions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" * (width // 8 + 1)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def of_format(name: str) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", (8, 8)).save(file, name)
    return file.getvalue()


@pytest.fixture
def editor(client, sol):
    client.force_login(sol)
    return client


def add_picture(editor, name: str, content: bytes) -> str:
    """Upload, and give back what the form says; nothing where it was taken."""
    answer = editor.post("/cms/images/add/", {"title": "Foto", "file": SimpleUploadedFile(name, content)})
    return "" if answer.status_code == 302 else " ".join(answer.context["form"].errors.get("file", ["nothing is said"]))


def add_document(editor, name: str, content: bytes) -> str:
    answer = editor.post("/cms/documents/add/", {"title": "Acta", "file": SimpleUploadedFile(name, content)})
    return "" if answer.status_code == 302 else " ".join(answer.context["form"].errors.get("file", ["nothing is said"]))


@pytest.mark.parametrize("kind", sorted(RUNS_IN_A_BROWSER | {"exe", "php", "py", "hta", "lnk", "jar", "bat", ""}))
def test_a_file_a_browser_or_a_machine_would_run_is_refused_with_a_sentence(editor, kind):
    said = add_document(editor, f"acta.{kind}" if kind else "acta", SCRIPT)
    assert "pdf" in said and said.endswith("."), "the sentence names what is taken"
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["acta.pdf.html", "acta.HTML", "acta.pdf.", "acta.svg "])
def test_the_last_ending_counts_however_it_is_written(editor, name):
    assert add_document(editor, name, SCRIPT) != ""


@pytest.mark.parametrize("path", ["/cms/documents/multiple/add/", "/cms/documents/chooser/create/"])
def test_no_other_way_in_takes_it(editor, path):
    file = SimpleUploadedFile("acta.html", SCRIPT)
    fields = {"files[]": file, "document-chooser-upload-file": file, "document-chooser-upload-title": "Acta"}
    editor.post(path, {"title": "Acta", "collection": Collection.objects.get().pk, **fields})
    assert not Document.objects.exists()


def test_control_the_same_file_of_a_kind_that_is_listed_is_taken(editor, settings):
    settings.WAGTAILDOCS_EXTENSIONS = []
    assert add_document(editor, "acta.html", SCRIPT) == ""


def test_a_file_that_is_too_large_is_refused_with_its_limit(editor, monkeypatch):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    said = add_document(editor, "acta.pdf", b"%PDF" + b"0" * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    assert "20" in said and said.endswith(".")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.svg", DRAWING),
        ("foto.png", DRAWING),
        ("foto.png", SCRIPT),
        ("foto.png", b"GIF89a" + SCRIPT),
        ("foto.jpg", of_format("PNG")),
        ("foto.png", of_format("TIFF")),
        ("foto.tiff", of_format("TIFF")),
        ("foto.bmp", of_format("BMP")),
        ("foto.html", of_format("PNG")),
        ("foto.png", b""),
    ],
)
def test_what_is_no_picture_of_its_kind_is_refused_with_a_sentence(editor, name, content):
    said = add_picture(editor, name, content)
    assert said and said != "nothing is said"
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("foto.png", png(30_000, 30_000)), ("foto.png", png(8_000, 8_000))],
    ids=["900 million pixels", "64 million pixels"],
)
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(editor, name, content, monkeypatch):
    assert len(content) < 200_000, "a small file"
    said = add_picture(editor, name, content)
    assert "50000000" in said.replace(".", "").replace("\xa0", "").replace(",", "")
    assert not Image.objects.exists()


def test_a_common_picture_is_taken(editor):
    assert add_picture(editor, "foto.png", png(640, 480)) == ""


def a_document(name: str, content: bytes, collection: Collection | None = None) -> Document:
    held = {"collection": collection} if collection else {}
    return Document.objects.create(title="Acta", file=ContentFile(content, name=name), **held)


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("acta.pdf", "application/pdf", "inline"),
        ("acta.txt", "text/plain", "attachment"),
        ("acta.html", "text/html", "attachment"),
        ("acta.svg", "image/svg+xml", "attachment"),
        ("acta.zip", "application/zip", "attachment"),
    ],
)
def test_a_document_is_handed_over_and_never_run(client, name, kind, how):
    """Also one of a kind that was let in before, whatever it holds."""
    answer = client.get(a_document(name, SCRIPT).url)
    assert b"".join(answer.streaming_content) == SCRIPT
    assert answer["Content-Type"].partition(";")[0] == kind
    assert answer["Content-Disposition"].startswith(how)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_no_document_is_read_by_its_path(client):
    """There nobody would ask who may read it, and it would be a file of this site like any other."""
    private = Collection.objects.get().add_child(name="Privado")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="groups").groups.add(
        Group.objects.first()
    )
    document = a_document("acta.txt", b"reservado", private)
    assert Path(document.file.path).is_file()
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(f"/media/images/../{document.file.name}").status_code == 404
    assert client.get(document.url).status_code in {302, 403}


@pytest.mark.parametrize("folder", ["images", "original_images"])
def test_a_picture_by_its_path_runs_nothing(client, folder):
    file = Path(settings.MEDIA_ROOT) / folder / "mesa.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(DRAWING)
    answer = client.get(f"/media/{folder}/mesa.svg")
    file.unlink()
    assert b"".join(answer.streaming_content) == DRAWING
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def no_network(monkeypatch):
    """Every call to another host, as a list."""
    called: list[object] = []

    def call(*where, **how):
        called.append(where)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", call)
    monkeypatch.setattr(socket, "getaddrinfo", call)
    return called


ELSEWHERE = [
    "https://www.youtube.com/watch?v=x",
    "http://169.254.169.254/latest/",
    "http://localhost:6379/",
    "file:///x",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_server_fetches_nothing_an_editor_pastes(editor, no_network, address):
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed(address)
    answer = editor.post("/cms/embeds/chooser/upload/", {"embed-chooser-url": address})
    assert answer.status_code == 200
    assert no_network == []


@pytest.mark.parametrize("address", ELSEWHERE[:1])
def test_control_with_wagtails_own_list_it_would(no_network, settings, address):
    settings.WAGTAILEMBEDS_FINDERS = [{"class": "wagtail.embeds.finders.oembed"}]
    with pytest.raises(EmbedNotFoundException):
        get_embed(address)
    assert no_network != []


EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/logout/", "/cms/login/"])
def test_no_form_leads_to_another_site(client, ben, evil, path):
    fields = {"login": ben.email, "username": ben.email, "password": "mesa-redonda-24", "next": evil}
    if "logout" in path:
        client.force_login(ben)
    for answer in (client.post(path, fields), client.get(path, {"next": evil})):
        assert "evil" not in answer.get("Location", "")
        assert "javascript" not in answer.get("Location", "")
