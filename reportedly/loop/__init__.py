"""The ledger loop over a file: what is new in a ledger goes in, its derived tables come up to date."""
