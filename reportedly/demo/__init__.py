"""The demo: an invented country at war, its press over two weeks, and the tables a user would add for it.

Nothing goes in; out come the paths of the package's own files: articles (JSON Lines), a lexicon (outlets,
actors, places), alignments (who stands with whom, and when) and an outline of the countries (GeoJSON).
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent

ARTICLES = HERE / "articles.jsonl"
WORLD = HERE / "world.yaml"
ALIGNMENTS = HERE / "alignments.yaml"
OUTLINE = HERE / "outline.geojson"
