"""A division into areas is imported: known areas are found, new ones made, and nothing happens by halves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.access.actions import import_borders
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.places.models import Area, AreaBorder, AreaSuccession
from samstad.domain.places.queries import borders_for
from samstad.domain.places.rules import BorderLine, BorderPlan, BordersRefused, Edition, SuccessorLine
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db

OLD, NEW = date(2007, 1, 1), date(2020, 7, 1)
SQUARE = "[[[[18.0,59.0],[18.1,59.0],[18.1,59.1]]]]"
LARGER = "[[[[18.0,59.0],[18.2,59.0],[18.2,59.1]]]]"


def line(name: str, code: str = "", **fields: Any) -> BorderLine:
    usual: dict[str, Any] = {"parent": "", "valid_from": NEW, "valid_to": None, "rings": SQUARE, "km2": 1.5}
    return BorderLine(code=code, name=name, **(usual | fields))


def take(
    *lines: BorderLine, successors: tuple[SuccessorLine, ...] = (), by: Actor = COMMAND_LINE, **fields: Any
) -> BorderPlan:
    usual: dict[str, Any] = {"slug": "omraden-2020", "kind": "stadsdelsomrade", "valid_from": NEW, "source": "kartan"}
    check = fields.pop("check_only", False)
    edition = Edition(**(usual | fields), sha256="0" * 64, lines=lines)
    return import_borders(edition=edition, successors=successors, check_only=check, by=by, at=b.NOON)


def refused(*lines: BorderLine, **fields: Any) -> str:
    """Why; and that nothing was stored."""
    before = list(Area.objects.values()), list(AreaBorder.objects.values()), list(AreaSuccession.objects.values())
    with pytest.raises(BordersRefused) as why:
        take(*lines, **fields)
    after = list(Area.objects.values()), list(AreaBorder.objects.values()), list(AreaSuccession.objects.values())
    assert before == after
    assert not Event.objects.exists()
    return why.value.sentence


class TestWhichAreaIsMeant:
    def test_an_area_is_known_by_its_code_whatever_it_is_called(self) -> None:
        farsta = b.area("farsta", "Farsta")
        plan = take(line("Farsta med Sköndal", code="FARSTA"))
        assert (plan.changed, plan.areas, plan.by_name) == ([farsta], [], [])
        farsta.refresh_from_db()
        assert farsta.name == "Farsta"

    def test_else_by_its_name_in_any_unicode_form_but_no_other(self) -> None:
        alvsjo = b.area("alvsjo", "Älvsjö")
        plan = take(line("A\u0308lvsjo\u0308", code="0180-07"), line("älvsjö", code="0180-08"))
        assert (plan.changed, plan.by_name) == ([alvsjo], [alvsjo])
        assert [area.slug for area in plan.areas] == ["0180-08"]

    def test_a_district_and_a_neighbourhood_may_share_a_name(self) -> None:
        district = b.area("farsta", "Farsta")
        plan = take(line("Farsta", parent="Farsta"), kind="stadsdel")
        (made,) = Area.objects.filter(kind="stadsdel")
        assert (made.slug, made.parent) == ("farsta-2", district)
        assert not plan.changed
        assert take(line("Farsta", parent="Farsta"), kind="stadsdel").unchanged == [made]

    def test_two_new_areas_with_codes_may_share_a_name(self) -> None:
        take(line("Centrum", code="A1"), line("Centrum", code="A2"), kind="stadsdel")
        assert set(Area.objects.values_list("slug", "name")) == {("a1", "Centrum"), ("a2", "Centrum")}
        assert len(take(line("Centrum", code="A1"), line("Centrum", code="A2"), kind="stadsdel").unchanged) == 2

    def test_of_two_with_the_same_name_the_one_that_exists_then_is_meant(self) -> None:
        b.area("norrmalm-1", "Norrmalm", valid_to=date(2019, 12, 31))
        now = b.area("norrmalm-2", "Norrmalm", valid_from=date(2020, 1, 1))
        assert take(line("Norrmalm")).changed == [now]

    def test_what_cannot_be_told_apart_is_refused(self) -> None:
        b.area("ett", "Norrmalm")
        b.area("tva", "Norrmalm")
        assert "Flera områden heter Norrmalm. Ange kod." in refused(line("Norrmalm"), line("Ny"))

    def test_a_code_of_another_kind_is_refused(self) -> None:
        b.area("farsta", "Farsta", kind="torg")
        assert "Koden farsta hör till Farsta, som är torg" in refused(line("Farsta", code="farsta"))

    def test_an_area_that_had_ceased_gets_no_new_border(self) -> None:
        b.area("alvsjo", "Älvsjö", valid_to=date(2020, 6, 30))
        assert "Älvsjö fanns till 2020-06-30" in refused(line("Älvsjö"))

    def test_two_lines_about_the_same_area_are_refused(self) -> None:
        b.area("farsta", "Farsta")
        assert "flera gånger" in refused(line("Farsta", code="farsta"), line("Farsta"))

    def test_a_name_too_long_is_refused(self) -> None:
        assert "för lång" in refused(line("x" * 121))

    def test_the_first_reasons_are_told_and_how_many_more(self) -> None:
        said = refused(*[line("x" * 121, code=str(number)) for number in range(5)])
        assert said.startswith("Inget är inläst. ")
        assert said.endswith("Och 2 till.")


class TestWhereItLies:
    def test_the_nearest_larger_kind_is_meant(self) -> None:
        city = b.area("staden", "Farsta", kind="stad")
        district = b.area("omr", "Farsta", parent=city)
        take(line("Sköndal", parent="Farsta"), line("Gubbängen", parent="staden"), kind="stadsdel")
        assert Area.objects.get(slug="skondal").parent == district
        assert Area.objects.get(slug="gubbangen").parent == city

    def test_what_is_not_there_is_refused(self) -> None:
        assert "Nacka, som området ska ligga i, finns inte" in refused(line("Sköndal", parent="Nacka"))

    def test_a_known_area_stays_where_it_lies_and_it_is_told(self) -> None:
        one, two = b.area("ett"), b.area("tva")
        place = b.area("skondal", "Sköndal", kind="stadsdel", parent=one)
        plan = take(line("Sköndal", parent="tva"), kind="stadsdel")
        place.refresh_from_db()
        assert (place.parent, plan.elsewhere) == (one, [place])
        assert two.parts.count() == 0


class TestWhatIsKept:
    def test_a_new_area_holds_from_the_day_of_its_border(self) -> None:
        take(line("Farsta"))
        area = Area.objects.get()
        assert (area.slug, area.valid_from, area.source, area.sort_key) == ("farsta", NEW, "kartan", "farsta")
        border = AreaBorder.objects.get()
        assert (border.area, border.edition, border.rings, border.km2) == (area, "omraden-2020", SQUARE, 1.5)

    def test_a_second_time_changes_nothing_and_says_nothing_to_history(self) -> None:
        take(line("Farsta"), line("Älvsjö", code="07"))
        events = Event.objects.count()
        plan = take(line("Farsta"), line("Älvsjö", code="07"))
        assert ([area.slug for area in plan.unchanged], plan.does_something) == (["farsta", "07"], False)
        assert (Area.objects.count(), AreaBorder.objects.count(), Event.objects.count()) == (2, 2, events)

    def test_an_older_border_is_kept_beside_the_new(self) -> None:
        take(line("Farsta", valid_from=OLD), slug="omraden-2007")
        plan = take(line("Farsta", rings=LARGER))
        assert [area.slug for area in plan.changed] == ["farsta"]
        assert set(AreaBorder.objects.values_list("valid_from", "rings")) == {(OLD, SQUARE), (NEW, LARGER)}

    def test_a_border_set_right_is_in_history_as_it_was(self) -> None:
        take(line("Farsta"))
        take(line("Farsta", rings=LARGER, km2=3.0))
        event = Event.objects.get(action="change_border")
        assert (event.subject_key, event.change["km2"]) == ("farsta", [1.5, 3.0])
        was, now = event.change["sha256"]
        assert was != now
        assert AreaBorder.objects.get().rings == LARGER

    def test_one_area_may_stand_once_per_edition(self) -> None:
        first, then = {"valid_from": OLD, "valid_to": date(2020, 6, 30)}, {"valid_from": NEW, "rings": LARGER}
        take(line("Farsta", code="07", **first), line("Farsta", code="07", **then))
        area = Area.objects.get()
        assert (area.valid_from, area.valid_to, area.borders.count()) == (OLD, None, 2)

    def test_the_import_is_one_event(self) -> None:
        b.area("alvsjo", "Älvsjö")
        take(line("Farsta"), line("Älvsjö"))
        event = Event.objects.get()
        assert (event.action, event.subject_key, event.actor_name) == ("import_borders", "omraden-2020", "kommandorad")
        assert (event.change["new"], event.change["changed"], event.change["unchanged"]) == (1, 1, 0)

    def test_areas_that_the_file_lacks_are_told_and_stay(self) -> None:
        b.area("kvar", "Kvar")
        b.area("borta", "Borta", valid_to=date(2019, 1, 1))
        b.area("torget", "Torget", kind="torg")
        plan = take(line("Farsta"))
        assert [area.slug for area in plan.lacking] == ["kvar"]
        assert Area.objects.count() == 4

    def test_a_check_keeps_nothing_and_tells_every_refusal(self) -> None:
        b.area("torget", "Torget", kind="torg")
        plan = take(line("Farsta"), line("Torget", code="torget"), check_only=True)
        assert ([area.slug for area in plan.areas], [name for name, _why in plan.refused]) == (["farsta"], ["Torget"])
        assert Area.objects.count() == 1

    def test_it_takes_the_administrator(self) -> None:
        with pytest.raises(NotAllowed):
            take(line("Farsta"), by=b.actor("city_coordinator"))
        take(line("Farsta"), by=b.actor("administrator"))

    def test_a_kind_that_is_none_is_refused(self) -> None:
        with pytest.raises(Refusal, match="slag"):
            take(line("Farsta"), kind="by")


class TestWhatBecameWhat:
    def test_a_merger_is_linked_and_what_is_gone_is_not_lacking(self) -> None:
        old = [b.area("hagersten", "Hägersten"), b.area("alvsjo", "Älvsjö")]
        rows = tuple(SuccessorLine(area.name, "Hägersten-Älvsjö", NEW) for area in old)
        plan = take(line("Hägersten-Älvsjö"), successors=rows)
        merged = Area.objects.get(slug="hagersten-alvsjo")
        assert {row.before for row in merged.origins.all()} == set(old)
        assert plan.lacking == []
        assert Event.objects.filter(action="add_succession", subject_key="alvsjo").exists()
        again = take(line("Hägersten-Älvsjö"), successors=rows)
        assert (again.unchanged_successions, again.does_something, again.lacking) == (2, False, [])

    def test_a_day_set_right_is_in_history(self) -> None:
        b.area("alvsjo", "Älvsjö")
        take(line("Stor"), successors=(SuccessorLine("alvsjo", "stor", OLD),))
        take(line("Stor"), successors=(SuccessorLine("alvsjo", "stor", NEW),))
        assert AreaSuccession.objects.get().on == NEW
        assert Event.objects.get(action="change_succession").change["on"] == ["2007-01-01", "2020-07-01"]

    def test_a_division_has_shares_that_are_one_together(self) -> None:
        b.area("stor", "Stor")
        halves = [SuccessorLine("Stor", name, NEW, Decimal(part)) for name, part in (("Ett", "0.4"), ("Två", "0.6"))]
        take(line("Ett"), line("Två"), successors=tuple(halves))
        assert set(AreaSuccession.objects.values_list("share", flat=True)) == {Decimal("0.4"), Decimal("0.6")}

    @pytest.mark.parametrize("second", [Decimal("0.5"), None])
    def test_shares_that_lose_people_are_refused(self, second: Decimal | None) -> None:
        b.area("stor", "Stor")
        rows = (SuccessorLine("Stor", "Ett", NEW, Decimal("0.4")), SuccessorLine("Stor", "Två", NEW, second))
        assert "bli 1 tillsammans" in refused(line("Ett"), line("Två"), successors=rows)

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ((("Nix", "Ett"),), "Det finns inget område Nix"),
            ((("Ett", "Ett"),), "kan inte bli sig själv"),
            ((("Ett", "Två"), ("Två", "Ett")), "Det står redan tvärtom"),
            ((("Ett", "Två"), ("Ett", "Två")), "flera gånger i tabellen"),
        ],
    )
    def test_what_cannot_be_is_refused(self, rows: tuple[tuple[str, str], ...], why: str) -> None:
        found = refused(line("Ett"), line("Två"), successors=tuple(SuccessorLine(*pair, NEW) for pair in rows))
        assert why in found


class TestBordersOnADay:
    def test_an_area_has_the_border_of_its_latest_edition(self) -> None:
        take(line("Farsta", valid_from=OLD), line("Älvsjö"), slug="omraden-2007")
        take(line("Farsta", rings=LARGER))
        areas = list(Area.objects.all())
        by_day = {
            day: {border.slug: border.rings for border in borders_for(areas, on=day).values()}
            for day in (date(2006, 1, 1), OLD, date(2020, 6, 30), date(2030, 1, 1))
        }
        assert list(by_day.values()) == [
            {},
            {"farsta": SQUARE},
            {"farsta": SQUARE},
            {"farsta": LARGER, "alvsjo": SQUARE},
        ]

    def test_one_question_to_the_database_for_any_number(self) -> None:
        take(*[line(f"Område {number}") for number in range(300)])
        areas = list(Area.objects.all())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = borders_for(areas, on=NEW)
        assert (len(found), len(asked)) == (300, 1)
        assert list(found) == [area.pk for area in areas]
