"""Formats that do every wrong there is, for `bench harm` and for tests of what keeps formats apart. Never installed."""
