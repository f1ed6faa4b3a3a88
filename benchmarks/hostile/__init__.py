"""Input that means harm: names in disguise, pages and archives that hang parsers, addresses, searches.

`python -m benchmarks.hostile` prints all figures; `gates/test_hostile.py` holds small versions of them.
"""
