"""The speaking queue: who asks for the floor, in which fair order it is given, and for how long."""
