"""What other packages add, by their entry points: formats of export and readers of files.

`reportedly.exporters`: the name is the format's, the object an `export.formats.format.Format`.
`reportedly.readers`: the name is how files end, without the dot ("eml"), the object a function of an open
binary file and its name that yields captures and problems. Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from reportedly.errors import PluginError

EXPORTERS = "reportedly.exporters"
READERS = "reportedly.readers"


@cache
def names(group: str) -> tuple[str, ...]:
    """Return the names that packages give in a group, in order, as they were when first asked for."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load(group: str, name: str) -> object:
    """Return what a package gives under a name; raise `PluginError` where it cannot be loaded."""
    points = tuple(entry_points(group=group, name=name))
    if len(points) > 1:
        where = ", ".join(sorted(map(_package, points)))
        raise PluginError(f"{name}: several packages give it to {group} ({where}); uninstall all but one")
    if not points:
        raise PluginError(f"{name}: no package gives it to {group}")
    try:
        return points[0].load()
    except Exception as error:  # whatever a stranger's module does when it is imported
        what = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(
            f"{name}: {_package(points[0])} cannot be loaded ({what}); repair or uninstall it"
        ) from error


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value
