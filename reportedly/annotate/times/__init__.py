"""Expressions of time: found in the words by a grammar, valued as TIMEX3, anchored as EDTF."""
