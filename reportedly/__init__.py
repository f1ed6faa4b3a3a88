"""reportedly: a ledger of who says what in the news, through whom, and how surely."""

__version__ = "0.1.0"
