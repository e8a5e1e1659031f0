"""The example city is read in once, and again when its pack has changed."""

from pathlib import Path

import pytest
from tests import builders

from samstad.demo import packs
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small packs where the project's own would lie."""
    for name in packs.NAMES:
        (tmp_path / name / "programmes").mkdir(parents=True)
        (tmp_path / name / "pack.yaml").write_text(f"slug: {name}\n", encoding="utf-8")
        (tmp_path / name / "programmes" / "a.yaml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "demo-packs.json"


def names(note: Path) -> list[str]:
    return [folder.name for folder in packs.not_loaded(note)]


def load_all(note: Path) -> None:
    for folder in packs.not_loaded(note):
        packs.remember(folder, note)
    builders.example_pack()


def test_facts_are_loaded_before_the_invented_year(demo: Path, note: Path) -> None:
    assert names(note) == ["stockholm", "stockholm-example-year"]


def test_what_is_loaded_is_not_loaded_again(demo: Path, note: Path) -> None:
    load_all(note)
    assert names(note) == []


def test_a_changed_pack_is_loaded_again(demo: Path, note: Path) -> None:
    load_all(note)
    (demo / "stockholm" / "programmes" / "a.yaml").write_text("[1]\n", encoding="utf-8")
    assert names(note) == ["stockholm"]


def test_an_emptied_database_gets_everything_again(demo: Path, note: Path) -> None:
    for folder in packs.not_loaded(note):
        packs.remember(folder, note)
    assert names(note) == ["stockholm", "stockholm-example-year"]


@pytest.mark.parametrize("damaged", ["{", "[]", ""])
def test_a_damaged_note_costs_only_time(demo: Path, note: Path, damaged: str) -> None:
    load_all(note)
    note.write_text(damaged, encoding="utf-8")
    assert names(note) == ["stockholm", "stockholm-example-year"]


def test_a_file_that_moves_changes_the_fingerprint(demo: Path) -> None:
    before = packs.fingerprint(demo / "stockholm")
    (demo / "stockholm" / "programmes" / "a.yaml").rename(demo / "stockholm" / "programmes" / "b.yaml")
    assert packs.fingerprint(demo / "stockholm") != before


def test_a_copy_without_the_packs_is_told(demo: Path, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FOLDER", demo / "borta")
    with pytest.raises(Refusal, match="saknas"):
        packs.not_loaded(note)
