"""The shipped model: the files that its manifest lists, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.tag import network
from reportedly.tag.tags import APPEAL, ATTRIBUTION, EVIDENCE_KINDS


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped model's folder."""
    return Path(shutil.copytree(network.FOLDER, tmp_path / "model"))


@pytest.mark.parametrize("name", [network.NETWORK, network.SIDE, network.PIECES])
def test_a_file_that_was_changed_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as handle:
        handle.write(b" ")
    with pytest.raises(ModelError, match=f"{name}: not the file that manifest.json lists"):
        network.load(copied)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the attribution model cannot be read"):
        network.load(tmp_path / "nowhere")


def test_the_manifest_lists_all_that_is_shipped() -> None:
    listed = json.loads((network.FOLDER / network.MANIFEST).read_text("utf-8"))["files"]
    shipped = {p.name for p in network.FOLDER.iterdir()} - {network.MANIFEST, "README.md"}
    assert set(listed) == shipped


def test_the_model_is_small() -> None:
    assert sum(p.stat().st_size for p in network.FOLDER.iterdir()) <= 30_000_000


def test_the_model_speaks_of_the_same_tags_as_the_program() -> None:
    loaded, _ = network.load()
    assert tuple(loaded.side["attribution"]["kinds"]) == ATTRIBUTION.kinds
    assert tuple(loaded.side["appeal"]["kinds"]) == APPEAL.kinds
    assert tuple(loaded.side["evidence_kinds"]) == EVIDENCE_KINDS
