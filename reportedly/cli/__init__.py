"""The command line: one file a command, each the library plus printing."""
