"""A file that is whole or not there: written beside its place, on the disk, and then moved there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """Give a file that becomes the target when all went well, and is gone when it did not."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            settle(out)
        # What is made for one's own eyes alone until it is done gets the usual rights.
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def settle(out: BinaryIO) -> None:
    """Have what was written on the disk before anything points at it."""
    out.flush()
    os.fsync(out.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
