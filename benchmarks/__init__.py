"""Measurements on real corpora: readers of other people's formats, measures, and one command a task."""

import os

os.environ["REPORTEDLY_HOME"] = ""  # what the user keeps in his own folder changes no result here
