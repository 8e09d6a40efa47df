"""A rig is a real server on data of its own: it may be pinned, killed and shared, and leaves nothing behind."""

import json
import subprocess
import sys
import urllib.request

import pytest

from live.rig import processes
from live.rig.clients import Listeners
from live.rig.database import own_place
from live.rig.rooms import open_rooms
from live.rig.server import Server, running
from live.rig.trouble import Trouble
from live.rig.voter import voting


@pytest.fixture(scope="module")
def server():
    with running() as one:
        yield one


def test_its_rooms_are_open_and_a_vote_counts(server):
    one, two = open_rooms(server, 2, polls=2)
    assert one.code != two.code
    with voting(server, one, rate=8) as voter:
        first, second = sorted(voter.vote(*one.polls))
        assert second == first + 1
        assert [place for place, _ in voter.acked] == [first, second]
    snapshot = f"{server.address}/live/{one.code}/snapshot.json"
    with urllib.request.urlopen(snapshot) as answer:
        activities = json.load(answer)["view"]["activities"]
    assert set(activities) == {"poll-demo", "poll-2", "questions-demo"}
    assert [activities[poll]["view"]["voters"] for poll in one.polls] == [1, 1]


@pytest.mark.long
def test_its_host_may_moderate(server):
    [room] = open_rooms(server)
    desk = urllib.request.Request(f"{server.address}/live/{room.code}/desk/", headers={"Cookie": room.host})
    with urllib.request.urlopen(desk) as answer:
        assert answer.status == 200


@pytest.mark.long
def test_cpu_and_memory_include_children(server):
    assert server.pid in processes.family(server.pid)
    assert server.rss() > 50e6
    before = server.cpu_seconds()
    [room] = open_rooms(server)
    with Listeners(f"{server.sockets}/ws/live/{room.code}/", 20) as crowd:
        crowd.wait()
        assert crowd.report().snapshots == 20
    assert server.cpu_seconds() > before


def test_a_family_has_children_and_what_they_spent():
    busy = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    with subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as one:
        assert one.stdout
        one.stdout.readline()
        found = processes.family(one.pid)
        assert len(found) == 2
        assert processes.cpu_seconds(one.pid) >= 0.3 > processes.cpu_seconds(one.pid) - processes.cpu_seconds(found[1])
        assert processes.rss(one.pid) > processes.rss(found[1]) > 0
        one.communicate(b"\n")


@pytest.mark.long
def test_two_servers_on_one_place_are_one_cluster_and_one_may_be_killed():
    with own_place() as place, running(place=place) as one, running(place=place) as two:
        [room] = open_rooms(one)
        with voting(one, room, rate=8) as voter:
            [seq] = voter.vote(room.poll)
        one.kill()
        assert not one.answers()
        with urllib.request.urlopen(f"{two.address}/live/{room.code}/snapshot.json") as answer:
            assert json.load(answer)["rev"] >= seq
        one.restart()
        assert one.answers()
        folder = place.folder
    assert not folder.exists()


def test_a_server_that_cannot_start_says_why():
    with own_place() as place, pytest.raises(Trouble, match="No module named 'nothing_here'"):
        Server(place, application="nothing_here:application").start()
