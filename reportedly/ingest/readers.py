"""Files that other packages can read: told by how their name ends, read by what the package gives.

A name goes in, its ending comes out where a package has given the entry point group `reportedly.readers` a
reader for it; a reader gets the open file and its name, and yields captures and problems (docs/extending.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from reportedly import plugins
from reportedly.errors import InputError, PluginError
from reportedly.shapes import Capture, Problem

Reader = Callable[[BinaryIO, str], Iterable[Capture | Problem]]


def ending(name: str) -> str | None:
    """Return the ending of a file name for which a package has a reader, the longest; or null."""
    endings = (known for known in plugins.names(plugins.READERS) if name.lower().endswith(f".{known}"))
    return max(endings, key=len, default=None)


def read(known: str, stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield what a package reads in a file; whatever goes wrong in it becomes the file's problem."""
    reader = plugins.load(plugins.READERS, known)
    if not callable(reader):
        raise PluginError(f"{known}: its reader is no function (docs/extending.md); ask who made it")
    try:
        for item in cast(Reader, reader)(stream, name):
            if not isinstance(item, Capture | Problem):
                raise TypeError(f"gave a {type(item).__name__}, not a Capture or Problem")
            yield item
    except (InputError, OSError):
        raise
    except Exception as error:  # whatever a stranger's reader does, the other files are read
        what = " ".join(f"{type(error).__name__}: {error}".split())
        raise InputError(name, f"{name}: its reader failed ({what}); tell who made the package") from error
