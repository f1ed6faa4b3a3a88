"""Gates: scored corpora with pinned floors, beside the tests, run by `python -m pytest gates`."""
