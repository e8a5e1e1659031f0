"""English texts are compiled where they are used, once, and again when they have changed."""

import gettext
import os
from pathlib import Path

import pytest

from samstad import texts


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    write(source, "Goals")
    return source


def write(source: Path, english: str) -> None:
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "Mål"\nmsgstr "{english}"\n\nmsgid "Öppen"\nmsgstr ""\n',
        encoding="utf-8",
    )


def english(compiled: Path, swedish: str) -> str:
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file).gettext(swedish)


def test_a_text_is_shown_in_english(catalogue: Path, tmp_path: Path) -> None:
    compiled = texts.compile_catalogues(tmp_path)
    assert compiled == [catalogue.with_suffix(".mo")]
    assert english(compiled[0], "Mål") == "Goals"
    assert english(compiled[0], "Öppen") == "Öppen", "what is not translated yet is shown in Swedish"
    assert sorted(file.name for file in catalogue.parent.iterdir()) == ["django.mo", "django.po"]


def test_what_has_not_changed_is_left_alone(catalogue: Path, tmp_path: Path) -> None:
    texts.compile_catalogues(tmp_path)
    assert texts.compile_catalogues(tmp_path) == []


def test_what_has_changed_is_compiled_again(catalogue: Path, tmp_path: Path) -> None:
    (compiled,) = texts.compile_catalogues(tmp_path)
    write(catalogue, "Objectives")
    os.utime(catalogue, (compiled.stat().st_mtime + 5, compiled.stat().st_mtime + 5))
    texts.compile_catalogues(tmp_path)
    assert english(compiled, "Mål") == "Objectives"
