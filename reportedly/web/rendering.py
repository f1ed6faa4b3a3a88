"""Templates made into pages: the one door through which words reach a page, where all are made harmless."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export.wording import clipped, harmless
from reportedly.web.addresses import query, quoted
from reportedly.web.claimpage import ground
from reportedly.web.moments import told


def rendered(template: str, **shown: object) -> str:
    """Return a page of a template; what is not our own markup is escaped and made harmless."""
    return _templates().get_template(template).render(**shown)


@cache
def static_text(name: str) -> str:
    """Return one of the app's own files."""
    return (resources.files("reportedly.web") / "static" / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
    )  # fmt: skip
    environment.filters["ground"] = ground
    environment.filters["told"] = told
    environment.filters["clipped"] = clipped
    environment.filters["quoted"] = quoted
    environment.filters["as_query"] = query
    return environment


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup) else harmless(str(value))
