"""`manage.py demo`: the example, its people and its addresses; `--crowd N` sends people in over real sockets."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from live.crowd import Crowd, NoServer
from live.queries import RoomInfo
from plenaria.demo.bogota import raise_bogota
from plenaria.demo.cast import CAST, PASSWORD, gather
from plenaria.demo.forum import published_conclusions, raise_forum
from plenaria.demo.habits import HABITS
from plenaria.demo.participa import raise_participa
from plenaria.demo.quito import raise_quito
from plenaria.demo.translations import translate, translate_what_came_of
from plenaria.demo.workshop import CODE, open_for_the_crowd, raise_workshop
from sessions.queries import source

ALSO = ("Quito's six consultations", "Bogotá's commitment CO0089", "Participa+, a programme")


class Command(BaseCommand):
    help = "Load the example and print its addresses and sign-ins. Run again, it keeps what people said."
    requires_system_checks: list[str] = []  # `migrate` has just made them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--crowd", type=int, metavar="N", help="send N people into MESA24 of a running server")
        parser.add_argument("--seconds", type=float, default=20, help="how long the crowd stays (default: 20)")
        parser.add_argument("--url", default="", help="the server's address (default: this machine's)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["crowd"]:
            return self.send_crowd(options["crowd"], options["seconds"], options["url"] or settings.PLENARIA_URL)
        if not settings.PLENARIA_DEMO:
            raise CommandError("The demo makes accounts with a printed password. It is for local settings alone.")
        self.stdout.write("Loading the demo")
        cast = gather()
        with transaction.atomic():
            room = raise_workshop()
            event = raise_forum(cast["Edith"])
            also = [raise_quito(cast["Edith"]), raise_bogota(), raise_participa()]
            translate(source(room.session), *also[1:])
            translate_what_came_of(event)
        self.print_addresses(room, event.url, published_conclusions(event), also)

    def send_crowd(self, people: int, seconds: float, url: str) -> None:
        try:
            if url == settings.PLENARIA_URL:  # else its log is on another machine
                open_for_the_crowd()
            report = Crowd(url=url, code=CODE, people=people, seconds=seconds, habits=HABITS).run()
        except NoServer as error:
            raise CommandError(str(error)) from error
        self.stdout.write(report.text())

    def print_addresses(self, room: RoomInfo, forum: str, conclusions: Any, also: list[Any]) -> None:
        here = settings.PLENARIA_URL
        rows = [
            ("Home", here + "/"),
            ("Live workshop", here + source(room.session).url),
            ("Join by code", f"{here}{reverse('join')}  and type {room.code}"),
            ("Participant", here + reverse("live_room", args=[room.code])),
            ("Moderator's desk", here + reverse("live_desk", args=[room.code])),
            ("Projector (secret)", here + reverse("live_screen", args=[room.code, room.screen_key])),
            ("Forum with past round table", here + forum),
            ("Its conclusions", here + conclusions.url if conclusions else ""),
            ("Editing", here + "/cms/"),
        ]
        seen = [(name, here + page.url) for name, page in zip(ALSO, also, strict=True)]
        for head, listed in (("Addresses", rows), ("Also to see", seen)):
            self.stdout.write(f"\n{head}")
            for name, address in listed:
                self.stdout.write(f"  {name:<28}{address}")
        self.stdout.write(f"\nSign-ins, all with the password {PASSWORD}")
        for member in CAST:
            self.stdout.write(f"  {member.email:<28}{member.does}")
        self.stdout.write(f"\nMails are written to {settings.DATA / 'mail'}\n")
