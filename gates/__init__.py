"""Gates: scored corpora with pinned floors, beside the tests, run by `python -m pytest gates`."""

import os

os.environ["REPORTEDLY_HOME"] = ""  # what the user keeps in his own folder changes no result here
