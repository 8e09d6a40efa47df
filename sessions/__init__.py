"""Meetings: session pages, their timetable and their calendar files."""
