"""What can go wrong, in few kinds; each message says what happened, where, and what to do next."""

from __future__ import annotations


class ReportedlyError(Exception):
    """Base of all errors of this package; its text is one line fit for a user's eyes."""


class InputError(ReportedlyError):
    """An item cannot be read: `input` names it; the message says why and what to do."""

    def __init__(self, input: str, message: str) -> None:
        super().__init__(message)
        self.input = input


class LanguageError(InputError):
    """An item is no English: `language` names what it seems to be in."""

    def __init__(self, input: str, message: str, language: str) -> None:
        super().__init__(input, message)
        self.language = language


class WaitError(InputError):
    """A server asks not to be asked again before `seconds` have passed."""

    def __init__(self, input: str, message: str, seconds: float) -> None:
        super().__init__(input, message)
        self.seconds = seconds


class LexiconError(ReportedlyError):
    """A lexicon file is missing or malformed; the message names file and entry."""


class ModelError(ReportedlyError):
    """A model that reading needs is not installed, or is not the one it should be."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, read or written; what was acknowledged before stays kept."""


class DamageError(LedgerError):
    """A ledger's file is damaged: SQLite cannot make sense of a part of it."""


class ReadingError(LedgerError):
    """A reading contradicts itself or its original, so that it must not be kept; a fault of the program."""


class MissingError(ReportedlyError):
    """A library that not everybody needs is not installed; the message says how to get it."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        super().__init__(
            f"{what} needs {library}, which is not installed; get it with: pip install 'reportedly[{extra}]'"
        )


class PluginError(ReportedlyError):
    """What another package adds cannot be loaded, or is not what it should be; the message names both."""


class OutputError(ReportedlyError):
    """A file cannot be written where it was asked for, or is there already."""
