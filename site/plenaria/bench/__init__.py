"""What is measured: one module a name, each with a `run()` that gives a `Report`; `manage.py bench` finds them."""
