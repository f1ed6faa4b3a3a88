"""Measurements on real corpora: readers of other people's formats, measures, and one command a task."""
