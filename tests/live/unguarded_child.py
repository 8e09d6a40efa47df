"""The child that folds, without guards: hosts' verbs for everybody, a close that closes nothing, nothing hidden."""

import runpy

from live.apart import activity, door
from live.questions import format as questions


def hears_for_ever(self, verb):
    """Whatever the phase."""
    return self.format


door._hosts_only = lambda who: None
activity.Activity._heard = hears_for_ever
questions._for_people = lambda item: item.order(desk=False)

if __name__ == "__main__":
    runpy.run_module("live.apart.child", run_name="__main__")
