"""Bytes in, captures out: files, folders, archives, feeds and addresses, one item at a time."""
