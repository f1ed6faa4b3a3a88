"""The version of the program, apart from everything else, so that all may import it."""

__version__ = "0.1.0"
