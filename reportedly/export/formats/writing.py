"""Files that are whole or not there: a format is written beside its place and moved there when it is done.

A format and a ledger go in; a file, or a folder of files, is there afterwards. What was there before is
kept unless the caller says otherwise; in a folder that is there, only the format's own files are replaced.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from reportedly.errors import OutputError
from reportedly.export.formats.format import Format, Write
from reportedly.export.formats.kept import Kept
from reportedly.wholefile import settle, whole


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
    with whole(target) as out:
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
                settle(out)
        for path in paths:
            (made / path.name).replace(path)
    return list(paths)


def _refuse(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise OutputError(f"{target}: is there already; give another name, or --force to write over it")
