"""The tests of reportedly."""

import os

os.environ["REPORTEDLY_HOME"] = ""  # what the user keeps in his own folder changes no result here
