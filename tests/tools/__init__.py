"""Tests of what is made for the documentation."""
