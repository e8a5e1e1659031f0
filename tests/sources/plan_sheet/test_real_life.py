"""Plans as other systems export them: read as they say, asked about where they say two things, nothing lost unsaid."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.sources.plan_sheet.test_lines import LEVELS, sheet, told

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import GoalIndicator, Indicator, Target
from samstad.refusals import Refusal
from samstad.sources.plan_sheet import PlanFile, cells, read_plan, store_plan, try_plan

HEAD = ("KF:s mål", "Nämndmål", "Indikator", "Årsmål 2018", "Aktivitet", "Startdatum")


def read(folder: Path, *rows: Iterable[object], board: Organisation | None = None) -> PlanFile:
    return read_plan(sheet(folder, *map(tuple, rows)), LEVELS, board=board, year=2018)


def faults(plan: PlanFile) -> list[tuple[int, str]]:
    return [(line.row, line.fault) for line in plan.lines if line.fault]


def test_a_title_above_headings_on_two_lines_and_footnotes_do_not_stand_in_the_way(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        ["Verksamhetsplan 2018"],
        ["KF:s mål*", "Nämnd\u00admål", "INDIKATOR 1)", "Årsmål", "Årsmål", None],
        [None, None, None, 2017, 2018, "Ansvarig"],
        ["Barn", "Trygghet", "Andel nöjda", 80, 85, "Kim"],
    )
    assert [line.own_target for line in plan.lines] == ["", "", "85"]
    assert plan.notes[0] == "Rad 1 står ovanför rubrikerna och läses inte."
    assert plan.notes[1] == "Läses inte: kolumnerna Årsmål 2017, Ansvarig."


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("1.1 Barn", "1.1", "Barn"), ("1. Barn", "1", "Barn"), ("1) Barn", "1", "Barn"), ("1 Barn", "1", "Barn"),
        ("1.2.3. barn", "1.2.3", "barn"), ("25 procent färre", "", "25 procent färre"),
        ("100 nya bostäder", "", "100 nya bostäder"), ("2018 Års mål", "", "2018 Års mål"),
    ],
)  # fmt: skip
def test_a_number_before_a_title_is_told_from_a_figure_in_it(
    tmp_path: Path, title: str, number: str, rest: str
) -> None:
    line = read(tmp_path, HEAD, [title]).lines[0]
    assert (line.number, line.title) == (number, rest)


def test_the_same_indicator_with_two_targets_is_asked_about(tmp_path: Path) -> None:
    plan = read(tmp_path, HEAD, ["Barn", "A", "Andel nöjda", 85], ["Barn", "B", "Andel nöjda", 80])
    assert faults(plan) == [(3, "Står redan på rad 2, där det står ”85” och här ”80”. Behåll ett av dem.")]
    filled = read(tmp_path, HEAD, ["Barn", "A", "Andel nöjda"], ["Barn", "B", "Andel nöjda", 80])
    assert [line.own_target for line in filled.lines if line.kind == "indicator"] == ["80"]


def test_values_without_what_they_belong_to_are_told(tmp_path: Path) -> None:
    plan = read(tmp_path, HEAD, ["Barn", "A", None, 85], ["Barn", "A", None, None, None, "2018-02-01"])
    assert [sentence[:30] for _row, sentence in faults(plan)] == [
        "Raden har ”85” men ingen indik",
        "Raden har ”2018-02-01” men ing",
    ]


@pytest.mark.parametrize("title", ["Summa", "Totalt 12 mål", "Antal rader: 34", "#REF!"])
def test_rows_of_sums_and_faults_are_no_goals(tmp_path: Path, title: str) -> None:
    plan = read(tmp_path, HEAD, ["Barn", "A"], [None, title])
    assert [row for row, _sentence in faults(plan)] == [3]


def test_what_stands_above_is_read_where_the_file_says_it(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        ["ID", "Överordnat", "Nivå", "Namn"],
        ["30", "20", "Indikator", "Andel nöjda"],
        ["20", "10", "Nämndmål", "Trygghet"],
        ["11", None, "KF:s mål", "Äldre"],
        ["10", None, "KF:s mål", "Barn"],
        ["40", "99", "Nämndmål", "Borta"],
    )
    assert told(plan.lines[:4]) == [
        ("goal", "", "Äldre", ()),
        ("goal", "", "Barn", ()),
        ("goal", "", "Trygghet", (1,)),
        ("indicator", "", "Andel nöjda", (2,)),
    ]
    assert faults(plan) == [(6, "Det överordnade ”99” finns inte i filen. Rätta raden.")]


def test_goals_that_stand_under_each_other_are_told_and_not_followed_round(tmp_path: Path) -> None:
    plan = read(
        tmp_path, ["ID", "Överordnat", "Nivå", "Namn"], ["1", "2", "Nämndmål", "A"], ["2", "1", "Nämndmål", "B"]
    )
    assert len(faults(plan)) == 2


def test_numbers_say_what_a_goal_stands_under_however_the_rows_are_sorted(tmp_path: Path) -> None:
    plan = read(
        tmp_path, ["Nivå", "Nr", "Namn"], ["KF:s mål", "1.1", "Barn"], ["KF:s mål", "1.2", "Äldre"],
        ["Nämndmål", "1.1.1", "Trygghet"],
    )  # fmt: skip
    assert plan.lines[2].under == (0,)


@pytest.mark.parametrize(
    ("text", "unit", "target"),
    [
        ("85 %", "%", "85"), ("85%", "procent av barnen", "85"), ("1 200 st", "antal", "1200"), ("−3,5", "", "-3.5"),
        ("12 tkr", "tkr", "12"), ("1\u00a0234,5", "antal", "1234.5"), ("1,2340", "", "1.234"),
    ],
)  # fmt: skip
def test_a_target_is_read_with_its_unit(text: str, unit: str, target: str) -> None:
    assert cells.read_target(text, unit) == Decimal(target)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("85 1)", "%"), ("100-120", ""), ("3 av 5", "antal"), (">= 85", "%"), ("minst 85 %", "%"), ("85 %", "antal"),
        ("5 mnkr", "tkr"), ("1.234", "antal"), ("1,234", "antal"), ("2018-05-01", ""), ("85*", "%"), ("9" * 40, ""),
    ],
)  # fmt: skip
def test_a_target_that_could_be_another_is_not_read(text: str, unit: str) -> None:
    with pytest.raises(Refusal, match="läses inte in"):
        cells.read_target(text, unit)


@pytest.mark.parametrize("text", ["31/5 2018", "2018-05-31 00:00:00", "2018-05-31T00:00", "31/5/2018", "31.5.2018"])
def test_a_day_is_read_as_programs_write_it(text: str) -> None:
    day = cells.read_day(text)
    assert day is not None
    assert day.isoformat() == "2018-05-31"


def test_a_day_that_could_be_two_is_asked_about() -> None:
    with pytest.raises(Refusal, match="två sätt"):
        cells.read_day("5/6/2018")


@given(st.text(max_size=30), st.sampled_from(["", "%", "tkr"]))
def test_any_cell_is_read_or_refused_in_its_own_words(text: str, unit: str) -> None:
    for reader in (lambda: cells.read_target(text, unit), lambda: cells.read_day(text)):
        found, said = found_or_said(reader)
        assert f"”{text[:40]}”" in said if said else (found is None) == (text == "")


def found_or_said(reader: Callable[[], object]) -> tuple[object, str]:
    try:
        return reader(), ""
    except Refusal as refusal:
        return None, refusal.sentence


@pytest.mark.django_db
def test_rows_of_other_boards_are_left_out_and_told_and_older_names_are_known(tmp_path: Path) -> None:
    ours = b.board(slug="farsta", name="Farsta stadsdelsnämnd")
    ours.aliases = ["Farsta sdn"]
    ours.save(update_fields=["aliases"])
    b.board(slug="alvsjo", name="Älvsjö stadsdelsnämnd")
    plan = read(
        tmp_path,
        ["Nämnd", "KF:s mål", "Nämndmål"],
        ["Älvsjö stadsdelsnämnd", "Barn", "Deras"],
        ["FARSTA SDN", None, "Vårt"],
        ["Okända nämnden", None, "Vems"],
        board=ours,
    )
    assert told(plan.lines[:2]) == [("goal", "", "Barn", ()), ("goal", "", "Vårt", (0,))]
    assert plan.notes == ("Rad 2 gäller en annan nämnd och läses inte.",)
    assert faults(plan) == [(4, "”Okända nämnden” är ingen nämnd eller styrelse här. Rätta namnet.")]


@pytest.mark.django_db
def test_the_citys_indicators_and_targets_come_in_with_its_goals_and_nothing_twice(tmp_path: Path) -> None:
    b.level(Sphere.COUNCIL)
    file = sheet(
        tmp_path,
        ("KF:s mål", "Indikator", "Måttenhet", "KF:s årsmål 2018", "Aktivitet"),
        ("1.1 Barn", "Andel nöjda", "%", "85 %", None),
        ("1.2 Äldre", "Andel nöjda", None, None, None),
        ("1.2 Äldre", "Antal platser", None, 1200, None),
    )
    for counts in ({"new": 4}, {"known": 4}):
        plan = read_plan(file, [b.level(Sphere.COUNCIL)], year=2018)
        trial = try_plan(plan.lines, board=None, year=2018)
        assert dict(trial.counts) == counts
        store_plan(trial, board=None, year=2018, by=COMMAND_LINE, at=b.NOON)
    nobody = [(one.name, one.unit, one.council, one.owner) for one in Indicator.objects.order_by("name")]
    assert nobody == [("Andel nöjda", "%", True, None), ("Antal platser", "antal", True, None)]
    assert [one.value for one in Target.objects.order_by("value")] == [85, 1200]
    assert not Target.objects.exclude(organisation=None).exists()
    assert GoalIndicator.objects.count() == 3


@pytest.mark.django_db
def test_an_indicator_under_two_goals_follows_them_both_though_one_comes_after_it(tmp_path: Path) -> None:
    board = b.board(slug="farsta")
    b.level(Sphere.BOARD)
    b.goal("Barn", Sphere.COUNCIL, year=2018)
    plan = read(tmp_path, HEAD, ["Barn", "A", "Andel nöjda", 85], ["Barn", "B", "Andel nöjda", 85], board=board)
    trial = try_plan(plan.lines, board=board, year=2018)
    store_plan(trial, board=board, year=2018, by=COMMAND_LINE, at=b.NOON)
    assert sorted(tie.goal.title for tie in GoalIndicator.objects.select_related("goal")) == ["A", "B"]


@pytest.mark.django_db
def test_a_target_that_may_be_a_share_of_one_and_another_unit_are_told(tmp_path: Path) -> None:
    board = b.board(slug="farsta")
    b.level(Sphere.BOARD)
    b.goal("Barn", Sphere.COUNCIL, year=2018)
    b.indicator("Andel nöjda", unit="procent", council=True)
    plan = read(tmp_path, [*HEAD[:4], "Måttenhet"], ["Barn", None, "Andel nöjda", 0.85, "antal"], board=board)
    remark = try_plan(plan.lines, board=board, year=2018).lines[1].remark
    assert remark == (
        "Årsmålet läses som 0,85 procent. Är det en andel av ett, skriv det i procent. "
        "Måttenheten är ”antal” i filen och ”procent” här; den ändras inte."
    )
