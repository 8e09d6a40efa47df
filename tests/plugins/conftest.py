"""The example package has tests of its own, which run where it is installed (test_packages.py)."""

collect_ignore = ["applause_package"]
