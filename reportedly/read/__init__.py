"""A capture in, a document and its segments out: text made once, typed, dated and named."""
