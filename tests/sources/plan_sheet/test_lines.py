"""A file of another system as lines, in both forms that such files have."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests import builders as b

from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import GoalLevel
from samstad.refusals import Refusal
from samstad.sources.plan_sheet import PlanLine, read_plan
from samstad.sources.plan_sheet.columns import find_columns

COUNCIL = GoalLevel(
    slug="kf-mal", name="KF:s mål för verksamhetsområdet", plural="KF-mål", rank=2, sphere=Sphere.COUNCIL
)
BOARD = GoalLevel(slug="namndmal", name="Nämndmål", plural="Nämndmål", rank=5, sphere=Sphere.BOARD)
LEVELS = [COUNCIL, BOARD]


def sheet(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    file = tmp_path / "export.xlsx"
    book.save(file)
    return file


def told(lines: tuple[PlanLine, ...]) -> list[tuple[str, str, str, tuple[int, ...]]]:
    return [(line.kind, line.number, line.title, line.under) for line in lines]


def test_a_column_for_each_level_gives_each_goal_once_under_the_one_above(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ("KF:s mål", "Nämndmål", "Indikator", "Årsmål", "Aktivitet", "Startdatum"),
        ("1.1 Alla barn har goda villkor", "Trygga förskolor", "Andel nöjda", "85 %", None, None),
        (None, "Trygga förskolor", None, None, "Utbilda personal", "2017-02-01"),
        (None, "Fler platser", "Antal platser", 40, None, None),
        ("1.2 Tidiga insatser", None, "Andel nöjda", None, None, None),
    )
    lines = read_plan(file, LEVELS).lines
    assert told(lines) == [
        ("goal", "1.1", "Alla barn har goda villkor", ()),
        ("goal", "", "Trygga förskolor", (0,)),
        ("indicator", "", "Andel nöjda", (1, 6)),
        ("activity", "", "Utbilda personal", (1,)),
        ("goal", "", "Fler platser", (0,)),
        ("indicator", "", "Antal platser", (4,)),
        ("goal", "1.2", "Tidiga insatser", ()),
    ]
    assert (lines[2].own_target, lines[3].start, lines[3].row) == ("85 %", "2017-02-01", 3)


def test_a_row_for_each_thing_stands_under_the_last_goal_above_it(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ("Nivå", "Nr", "Namn", "Mätenhet", "Slutdatum"),
        ("KF:s mål", "1.1", "Alla barn har goda villkor", None, None),
        ("Nämndmål", "1.1.1", "Trygga förskolor", None, None),
        ("Nyckeltal", None, "Nöjda föräldrar", "%", None),
        ("Aktivitet", None, "Utbilda personal", None, "2017-12-31"),
        ("KF:s mål", "1.2", "Tidiga insatser", None, None),
        ("Risk", None, "Personalbrist", None, None),
    )
    lines = read_plan(file, LEVELS).lines
    assert told(lines) == [
        ("goal", "1.1", "Alla barn har goda villkor", ()),
        ("goal", "1.1.1", "Trygga förskolor", (0,)),
        ("indicator", "", "Nöjda föräldrar", (1,)),
        ("activity", "", "Utbilda personal", (1,)),
        ("goal", "1.2", "Tidiga insatser", ()),
        ("Risk", "", "Personalbrist", (4,)),
    ]
    assert (lines[2].unit, lines[3].end) == ("%", "2017-12-31")


def test_a_file_without_goals_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    file = sheet(tmp_path, ("Risk", "Sannolikhet"), ("Personalbrist", 3))
    with pytest.raises(Refusal, match=r"KF:s mål för verksamhetsområdet, Nämndmål.*Nivå och Namn"):
        read_plan(file, LEVELS)


def test_the_citys_own_name_of_a_level_goes_before_everything_else() -> None:
    named = GoalLevel(slug="x", name="Namn", plural="Namn", rank=1, sphere=Sphere.COUNCIL)
    columns = find_columns(["Namn", "Indikator"], [named])
    assert columns.levels == ((0, named),)
    assert columns.at == {"indicator": 1}


@given(
    st.lists(
        st.tuples(st.sampled_from(["Barn", "Äldre", ""]), st.sampled_from(["Trygghet", "Platser", ""])), max_size=12
    )
)
def test_every_goal_of_the_file_is_a_line_and_stands_below_a_line_before_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    file = sheet(tmp_path_factory.mktemp("plan"), ("KF:s mål", "Nämndmål"), *rows)
    lines = read_plan(file, LEVELS).lines
    written = {title for row in rows for title in row if title}
    assert {line.title for line in lines} == written
    assert all(place < at for at, line in enumerate(lines) for place in line.under if line.kind == "goal")
    assert len({(line.title, line.under) for line in lines}) == len(lines)


@pytest.mark.django_db
def test_the_levels_of_the_city_are_found_by_their_names(tmp_path: Path) -> None:
    levels = [b.level(Sphere.COUNCIL), b.level(Sphere.BOARD)]
    file = sheet(tmp_path, ("KF:s mål", "Nämndmål"), ("Barn", "Trygghet"))
    assert [line.level for line in read_plan(file, levels).lines] == ["kf-mal", "namndmal"]
