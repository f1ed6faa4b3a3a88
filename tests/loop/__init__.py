"""The ledger loop over a file."""
