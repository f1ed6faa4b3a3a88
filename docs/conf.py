"""How the documentation site is built: `python -m sphinx -W -n docs build/site`."""

from __future__ import annotations

from reportedly.version import __version__

project = "reportedly"
author = "the reportedly developers"
version = release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["conf.py"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
html_theme = "furo"
html_title = "reportedly"
html_copy_source = False
html_show_sphinx = False
html_use_opensearch = ""
