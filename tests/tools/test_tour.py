"""A page is walked: commands are run in one folder, and their outputs stand below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import tour

PAGE = """Text.

```console
$ echo one > kept
$ cat kept
two
```

```sh
$ not run
```

```console
$ echo three >> kept; cat kept
```
"""


def test_outputs_are_put_below_their_commands(tmp_path: Path) -> None:
    now = tour.walked(PAGE, tmp_path)
    assert "$ echo one > kept\n$ cat kept\none\n```" in now.replace("\n\n$", "\n$")
    assert "$ echo three >> kept; cat kept\none\nthree\n```" in now
    assert "$ not run" in now


def test_a_page_as_it_comes_out_does_not_differ(tmp_path: Path) -> None:
    now = tour.walked(PAGE, tmp_path)
    (tmp_path / "kept").unlink()
    assert list(tour.differences(now, tour.walked(now, tmp_path))) == []
    assert list(tour.differences(PAGE, now)) != []


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit code 3"):
        tour.walked("```console\n$ exit 3\n```\n", tmp_path)
