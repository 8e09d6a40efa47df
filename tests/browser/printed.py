"""What the demo prints, read as a newcomer reads it: addresses by their name, people with their password."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """`addresses` by the name they stand under; `people` by their first name, in the order of the list."""

    addresses: dict[str, str]
    people: dict[str, str]
    password: str


def read(text: str) -> Printed:
    """Lines of two columns: an address after its name, an e-mail before what the person does."""
    addresses = dict(re.findall(r"^  (\S.*?)\s+(https?://\S+)", text, re.MULTILINE))
    emails = re.findall(r"^  (\w+)(@\S+)", text, re.MULTILINE)
    password = re.search(r"password (\S+)", text)
    return Printed(addresses, {name: name + rest for name, rest in emails}, password[1] if password else "")
