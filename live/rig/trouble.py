"""What goes wrong with a rig, as one sentence for who measures."""


class Trouble(Exception):
    """A server, a room or a client of the rig could not do what was asked; the message says why."""
