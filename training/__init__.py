"""How the shipped attribution model was made: a program apart from the package, which alone uses torch."""
