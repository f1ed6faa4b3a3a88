"""The ledger on disk: readings in, rows of one SQLite file; rows out, as readings and as lists."""
