"""What people, organisations and territories share: a page of their own, at an address one can read."""

from django.urls import reverse
from django.utils.text import slugify


class Listed:
    """Named in an address by number and name, such as `12-quito`: the number finds it, the name is for readers."""

    pk: int
    name: str
    page_name: str

    @property
    def handle(self) -> str:
        return f"{self.pk}-{slugify(self.name)}".rstrip("-")

    def get_absolute_url(self) -> str:
        return reverse(self.page_name, args=[self.handle])


def number_of(handle: str) -> int | None:
    """The number at the head of a handle; None where there is none that a table could hold."""
    head = handle.partition("-")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) <= 18 else None
