"""The rooms of the app, a module each: a shelf and a request go in, an answer (`answer`) comes out."""
