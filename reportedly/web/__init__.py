"""The web app: a ledger's claims, articles and sources as pages of one's own machine.

Whatever a shelf holds comes in (claims, readings, originals); pages, pictures and JSON go out. Nothing
here reads a ledger's file, links a statement or judges an origin.
"""
