"""Quantities: how many, of whom, and what became of them."""
