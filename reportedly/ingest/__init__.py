"""Bytes in, captures out: files, standard input, folders and JSON Lines, one item at a time."""
