"""Actors: who is named in a document, as entities, who a word means, and how they stand to each other."""
