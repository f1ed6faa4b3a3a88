"""One file a format: a reading goes in, text or bytes come out; nothing is written to disk here."""
