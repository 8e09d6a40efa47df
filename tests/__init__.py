"""The tests of Plenaria, one folder a room."""
