"""What is linked across documents before claims are made of it: reprinted passages, citations, utterances."""
