"""Document -> marks: one layer a module, from the parse to finished statements."""
