"""Realistic corpora of news from an invented world, to measure with: articles, truth, and readings.

    python -m benchmarks.corpus --articles 10000 --seed 0 --copies 0.5 --truth truth.jsonl > corpus.jsonl
    python -m benchmarks.corpus --lexicon > world.yaml      # for `reportedly read --lexicon world.yaml`
    python -m benchmarks.corpus --check 100                 # what the program reads of it, against the truth

Incidents (an air strike, a protest, an abduction) happen through the months in six countries that do not
exist. Each has a history: who did it, where and when, how many; who says so first, whom they tell, who
denies it, what is confirmed days later, how the number grows. A Zipf-like number of articles covers it:
dispatches of agencies, outlets' own reports, reports of others' reports, "reports say", denials, follow-ups
that recall older incidents, corrections at the same URL; and, of all later articles the share `--copies`,
agency copy under a new head, parts of it, or with words changed. Everything follows from the seed; memory
does not grow with the number of articles.

The truth has one line an article and, when its coverage is over, one an incident (`truth.py` says what is
in them). For other benchmarks: `articles`, `readings` (what a reader without error would give, made without
the models), `flood` (one article on thousands of domains), `as_page` (an article as a page of HTML).
"""

from benchmarks.corpus.coverage import articles
from benchmarks.corpus.flood import flood
from benchmarks.corpus.pages import as_page
from benchmarks.corpus.pieces import Article
from benchmarks.corpus.rows import reading, readings
from benchmarks.corpus.world import world

__all__ = ["Article", "articles", "as_page", "flood", "reading", "readings", "world"]
