"""The tests of reportedly."""
