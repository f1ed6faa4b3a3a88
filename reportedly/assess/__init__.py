"""What the mentions of one claim come to: the origins behind it, their sides, its standing and history."""
