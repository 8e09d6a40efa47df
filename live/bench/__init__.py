"""What is measured of the live room: one module a name, each with a `run()`; `manage.py bench` finds them."""
