"""Pictures: a claim goes in, SVG comes out as a string; the same claim, the same bytes."""
