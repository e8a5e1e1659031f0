"""`samstad import-plan`: another system's plan from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import builders as b

from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    b.level(Sphere.BOARD)
    b.level(Sphere.COUNCIL)
    path = tmp_path / "plan.csv"
    path.write_text("KF:s mål;Nämndmål;Indikator;Årsmål\n1.1 Barn;Trygghet;Andel nöjda;öka\n1.2 Äldre;;;\n", "utf-8")
    return path


def run(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("import_plan", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_check_tells_and_changes_nothing(file: Path) -> None:
    b.board(slug="farsta")
    b.goal("Barn", Sphere.COUNCIL, year=2018)
    text = run(file, "--year", 2018, "--board", "farsta", "--check")
    assert "2 nya, 0 ändrade, 1 finns redan, 1 går inte att läsa in." in text
    assert "rad 3, Äldre: Målet finns inte bland stadens mål för 2018." in text
    assert "Andel nöjda: Årsmålet ”öka” är inget tal och läses inte in." in text
    assert not Goal.objects.filter(level__sphere=Sphere.BOARD).exists()


def test_the_citys_tree_comes_first_and_the_boards_plan_after(file: Path) -> None:
    b.board(slug="farsta")
    with pytest.raises(Refusal, match="Inget är inläst"):
        run(file, "--year", 2018)
    assert "2 rader är inlästa." in run(file, "--year", 2018, "--leave-out-refused")
    assert json.loads(run(file, "--year", 2018, "--board", "farsta", "--json")) == {
        "counts": {"new": 2, "changed": 0, "known": 2, "refused": 0},
        "refused": [],
        "notes": [],
    }
    assert [goal.links_up.get().upper.title for goal in Goal.objects.filter(owner__slug="farsta")] == ["Barn"]


def test_an_unknown_board_is_refused(file: Path) -> None:
    with pytest.raises(Refusal, match="”lidingo”"):
        run(file, "--year", 2018, "--board", "lidingo")
