"""How the table of letters that look alike was made."""
