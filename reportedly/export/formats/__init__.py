"""A ledger in the forms of other tools: one module a format, each a `Format` that writes what is kept.

In comes a `Kept`, a ledger as exporters see it; out go bytes to a file, or to the several files of a
folder.
"""
