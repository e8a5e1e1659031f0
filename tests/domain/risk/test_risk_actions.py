"""An index is defined, computed and turned into a list that a body adopts; money falls on areas."""

from datetime import date

import pytest
from tests import builders as b
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaList
from samstad.domain.risk import actions
from samstad.domain.risk.models import AreaAmount, DefinitionVersion, Run, Selection
from samstad.domain.risk.rules import propose
from samstad.domain.steering.models import Value
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.method_texts import mapping_of, read_method_text, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> NeedCity:
    return need_city.build()


def select(run: Run, title: str = "Vår lista", **rule: object) -> Selection:
    return actions.propose_selection(run=run, title=title, rule=rule or run.result["rule"], by=COMMAND_LINE, at=b.NOON)


def choose(selection: Selection, slug: str, *, chosen: bool, motivation: str = "") -> None:
    area = Area.objects.get(slug=slug)
    actions.choose_area(
        selection=selection, area=area, chosen=chosen, motivation=motivation, by=COMMAND_LINE, at=b.NOON
    )


def test_a_run_keeps_what_went_in_and_what_came_out(city: NeedCity) -> None:
    run = need_city.compute(city)
    assert run.key == "1.1"
    assert run.result["inside"] == ["omrade-1", "omrade-2"]
    assert len(run.input["figures"]) == 32
    assert run.result["areas"][0]["rank_span"][0] == 1
    assert not run.example
    assert Event.objects.filter(action="compute_run", subject_key="prov/1.1").exists()


def test_the_same_figures_give_the_same_run_back_and_new_ones_a_new(city: NeedCity) -> None:
    first = need_city.compute(city)
    assert need_city.compute(city).pk == first.pk
    Value.objects.create(
        indicator=city.bistand, area=city.areas[0], period="2017", value=1, known_from=date(2018, 5, 20)
    )
    second = need_city.compute(city)
    assert second.number == 2
    assert second.result["areas"][0]["rank"] != first.result["areas"][0]["rank"]


def test_figures_that_were_not_known_on_the_day_are_not_used(city: NeedCity) -> None:
    with pytest.raises(Refusal, match="Det finns inga siffror"):
        actions.compute_run(
            version=city.version,
            read=read_method_text,
            kind="stadsdelsomrade",
            known_on=date(2018, 1, 1),
            by=COMMAND_LINE,
            at=b.NOON,
        )


def test_invented_figures_make_an_example_of_the_run() -> None:
    run = need_city.compute(need_city.build(example=True))
    assert run.example
    assert all(row["example"] for row in run.result["indicators"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("code: bistand", "code: saknas"), "Indikatorn saknas finns inte"),
        (('period: "2017"}\n  - {code: ink', 'period: "1999"}\n  - {code: ink'), "perioden 1999 finns inte"),
    ],
)
def test_a_method_that_the_register_cannot_feed_is_refused(city: NeedCity, change: tuple[str, str], says: str) -> None:
    city.version.method = need_city.METHOD.replace(*change, 1)
    city.version.save()
    with pytest.raises(Refusal, match=says):
        need_city.compute(city)
    assert not Run.objects.exists()


def test_indicators_can_be_added_and_divided_in_the_method(city: NeedCity) -> None:
    city.version.method = need_city.METHOD.replace("code: bistand,", "code: bistand+bistand/inkomst,")
    city.version.save()
    areas = need_city.compute(city).result["areas"]
    assert areas[0]["values"]["bistand+bistand/inkomst"] == pytest.approx(14 / 200)


def test_a_method_with_a_fault_is_not_stored(city: NeedCity) -> None:
    with pytest.raises(Refusal, match=r"metod.yaml:1: filen: title saknas"):
        actions.save_version(
            definition=city.definition,
            method=need_city.METHOD.replace("title: Prov\n", ""),
            read=read_method_text,
            by=COMMAND_LINE,
            at=b.NOON,
        )
    assert DefinitionVersion.objects.count() == 1


def test_a_changed_method_is_the_next_version_and_the_same_is_not(city: NeedCity) -> None:
    def save(method: str) -> DefinitionVersion:
        return actions.save_version(
            definition=city.definition, method=method, read=read_method_text, by=COMMAND_LINE, at=b.NOON
        )

    assert save(need_city.METHOD).number == 1
    assert save(need_city.METHOD.replace("k: 2", "k: 3")).number == 2


def test_a_method_survives_being_taken_apart_and_written_again() -> None:
    mapping = mapping_of(need_city.METHOD)
    assert mapping_of(text_of(mapping)) == mapping
    assert read_method_text(text_of(mapping)).sha256 == read_method_text(need_city.METHOD).sha256


def test_a_body_adopts_a_version_once(city: NeedCity) -> None:
    board = b.board("kf", "Kommunfullmäktige", kind="council")

    def adopt(paragraph: str) -> DefinitionVersion:
        return actions.adopt_version(
            version=city.version, body=board, on=date(2018, 9, 1), paragraph=paragraph, by=COMMAND_LINE, at=b.NOON
        )

    with pytest.raises(Refusal, match="paragrafen"):
        adopt(" ")
    assert adopt("7").state == "adopted"
    with pytest.raises(Refusal, match="redan antagen"):
        adopt("8")


def test_a_list_follows_the_rule_and_says_how_many_may_be_wrong(city: NeedCity) -> None:
    selection = select(need_city.compute(city))
    chosen = [row.area.slug for row in selection.rows.filter(chosen=True)]
    assert chosen == ["omrade-1", "omrade-2"]
    assert selection.expected_wrong is not None
    assert 0 <= selection.expected_wrong < 2
    assert selection.rows.count() == 8


def test_a_departure_needs_its_reason_and_going_back_does_not(city: NeedCity) -> None:
    selection = select(need_city.compute(city))
    with pytest.raises(Refusal, match="Skriv varför"):
        choose(selection, "omrade-3", chosen=True)
    choose(selection, "omrade-3", chosen=True, motivation="Nybyggt och ännu utan mötesplatser.")
    choose(selection, "omrade-3", chosen=False)
    assert not selection.rows.get(area__slug="omrade-3").chosen
    with pytest.raises(Refusal, match="600 tecken"):
        choose(selection, "omrade-3", chosen=True, motivation="x" * 601)


def test_an_area_outside_the_run_cannot_be_chosen(city: NeedCity) -> None:
    b.area("annan")
    with pytest.raises(Refusal, match="ingår inte i körningen"):
        choose(select(need_city.compute(city)), "annan", chosen=True, motivation="Ändå.")


def test_an_adopted_list_is_a_list_like_any_other_and_stands(city: NeedCity) -> None:
    selection = select(need_city.compute(city))
    board = b.board("ks", "Kommunstyrelsen", kind="executive_board")
    made = actions.adopt_selection(
        selection=selection, body=board, on=date(2018, 9, 1), paragraph=" 12 ", by=COMMAND_LINE, at=b.NOON
    )
    assert AreaList.objects.get(pk=made.pk).declared_count == 2
    assert {area.slug for area in made.areas.all()} == {"omrade-1", "omrade-2"}
    assert selection.paragraph == "12"
    with pytest.raises(Refusal, match="redan antagen"):
        choose(selection, "omrade-3", chosen=True, motivation="För sent.")


def test_an_empty_or_nameless_list_is_refused(city: NeedCity) -> None:
    run = need_city.compute(city)
    with pytest.raises(Refusal, match="Ge listan ett namn"):
        select(run, title=" ")
    selection = select(run, kind="threshold", over=1000)
    with pytest.raises(Refusal, match="Listan är tom"):
        actions.adopt_selection(
            selection=selection, body=b.board(), on=date(2018, 9, 1), paragraph="1", by=COMMAND_LINE, at=b.NOON
        )


RESULT = {
    "rule": {"kind": "top", "k": 1},
    "areas": [
        {"slug": "a", "rank": 1, "score": 9.0, "p_priority": 0.8, "class": "1", "values": {"x": 70, "y": None}},
        {"slug": "b", "rank": 2, "score": 5.0, "p_priority": 0.2, "class": "2", "values": {"x": 50, "y": 3}},
        {"slug": "c", "rank": None, "score": None, "p_priority": None, "class": "", "values": {}},
    ],
}


@pytest.mark.parametrize(
    ("rule", "wanted", "wrong"),
    [
        ({"kind": "top", "k": 1}, ["a"], 0.2),
        ({"kind": "top", "k": 2}, ["a", "b"], None),
        ({"kind": "threshold", "over": 4}, ["a", "b"], None),
        ({"kind": "class", "classes": ["2"]}, ["b"], None),
        ({"kind": "conjunctive", "conditions": [{"indicator": "x", "is": "under", "value": 60}]}, ["b"], None),
        ({"kind": "conjunctive", "conditions": [{"indicator": "y", "is": "over", "value": 1}]}, ["b"], None),
    ],
)
def test_every_rule_by_hand(rule: dict[str, object], wanted: list[str], wrong: float | None) -> None:
    proposed = propose(RESULT, rule)
    assert [row.area for row in proposed.rows if row.proposed] == wanted
    assert proposed.expected_wrong == (pytest.approx(wrong) if wrong is not None else None)


@pytest.mark.parametrize("rule", [{}, {"kind": "top"}, {"kind": "top", "k": 0}, {"kind": "conjunctive"}])
def test_half_a_rule_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="Välj en regel"):
        propose(RESULT, rule)


def test_money_is_entered_changed_and_taken_away_with_its_history(city: NeedCity) -> None:
    board = b.board("farsta")
    by = b.actor("coordinator", board)

    def enter(amount: int | None, kind: str = "project") -> AreaAmount | None:
        return actions.enter_amount(
            organisation=board, area=city.areas[0], year=2017, kind=kind, amount=amount, by=by, at=b.NOON
        )

    assert enter(1000) is not None
    assert enter(1000) is not None
    enter(2500)
    assert AreaAmount.objects.get().amount == 2500
    assert enter(None) is None
    assert not AreaAmount.objects.exists()
    changes = [event.change["amount"] for event in Event.objects.filter(action="enter_amount").order_by("pk")]
    assert changes == [[None, 1000], [1000, 2500], [2500, None]]
    with pytest.raises(Refusal, match="hela kronor"):
        enter(-1)
    with pytest.raises(Refusal, match="investering, projekt eller drift"):
        enter(1, kind="gåva")


def test_only_the_citys_coordinator_weighs_need_and_only_the_board_enters_its_money(city: NeedCity) -> None:
    board = b.board("farsta")
    someone = b.actor("coordinator", board)
    with pytest.raises(NotAllowed, match="räkna index"):
        actions.propose_selection(
            run=need_city.compute(city), title="Lista", rule={"kind": "top", "k": 1}, by=someone, at=b.NOON
        )
    with pytest.raises(NotAllowed):
        actions.enter_amount(
            organisation=b.board("annan"),
            area=city.areas[0],
            year=2017,
            kind="project",
            amount=1,
            by=someone,
            at=b.NOON,
        )
