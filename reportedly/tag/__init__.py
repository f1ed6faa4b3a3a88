"""The attribution model at work: words in, tagged spans, pointers and a sentence vector out."""
