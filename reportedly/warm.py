"""Imported once by the server from which workers are forked: they then share what was loaded here.

What cannot be loaded here is no failure yet: each worker tries again, and tells what is missing.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from reportedly.errors import ReportedlyError
from reportedly.pipeline import warm

with suppress(ReportedlyError):
    warm()
gc.collect()
gc.freeze()  # so that looking for garbage does not copy what is shared
