"""Files that are whole or not there: a format is written beside its place and moved there when it is done.

A format and a ledger go in; a file, or a folder of files, is there afterwards. What was there before is
kept unless the caller says otherwise; in a folder that is there, only the format's own files are replaced.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import OutputError
from reportedly.export.formats.format import Format, Write
from reportedly.export.formats.kept import Kept


def write(form: Format, kept: Kept, target: Path, *, force: bool = False) -> list[Path]:
    """Write a format to a file or folder; return the files. Raises `OutputError` where that cannot be."""
    try:
        if not form.is_folder:
            (one,) = form.files.values()
            return [_file(one, kept, target, force)]
        return _folder(form, kept, target, force)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error


def _file(write_one: Write, kept: Kept, target: Path, force: bool) -> Path:
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name the file to write")
    _refuse(target, force)
    with _beside(target) as out:
        write_one(kept, out)
    return target


def _folder(form: Format, kept: Kept, target: Path, force: bool) -> list[Path]:
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target}: is a file; {form.name} is a folder of files, name a new one")
    paths = {target / name: one for name, one in form.files.items()}
    for path in paths:
        _refuse(path, force)
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=".") as beside:
        made = Path(beside)
        for path, one in paths.items():
            with (made / path.name).open("xb") as out:
                one(kept, out)
                _settle(out)
        for path in paths:
            (made / path.name).replace(path)
    return list(paths)


def _refuse(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise OutputError(f"{target}: is there already; give another name, or --force to write over it")


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    """Give a file that becomes the target when all went well, and is gone when it did not."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            _settle(out)
        # What is made for one's own eyes alone until it is done gets the usual rights.
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _settle(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
