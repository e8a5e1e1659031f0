"""A load makes, changes and leaves alike; it never deletes and never takes another pack's rows."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders
from tests.sources.city_pack import packs

from samstad.domain.history.models import Event, Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.domain.places.models import Area
from samstad.domain.programmes.models import ProgrammeGoal, SteeringDocument
from samstad.domain.steering.models import ActivityGoal, Goal, GoalLink, Indicator, Value
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.city_pack import Loaded, PackRefused, load_pack

pytestmark = pytest.mark.django_db

NOTHING_CHANGED = {"created": 0, "changed": 0}


def changed(loaded: Loaded) -> dict[str, int]:
    counts = dict(loaded.counts)
    counts.pop("unchanged")
    return counts


def test_a_pack_becomes_rows_with_everything_tied_together(tmp_path: Path) -> None:
    loaded = packs.load(tmp_path, packs.SMALL)
    assert loaded.counts == {"created": 12, "changed": 0, "unchanged": 0}
    goal = Goal.objects.select_related("owner", "pack", "level").get(slug="unga-i-arbete")
    assert goal.owner is not None
    assert goal.pack is not None
    assert (goal.owner.slug, goal.level.slug, goal.pack.slug) == ("norra", "namndmal", "liten")
    assert GoalLink.objects.get(lower=goal).upper.slug == "arbete"
    assert ProgrammeGoal.objects.get(goal=goal).document.slug == "lup-norr"
    assert ActivityGoal.objects.get(goal=goal).activity.slug == "jobbcoach"
    assert [area.area.slug for area in goal.areas.all()] == ["norr"]
    north = Area.objects.get(slug="norr")
    assert north.parent is not None
    assert (north.parent.slug, north.tile_column, north.tile_row) == ("staden", 1, 2)
    value = Value.objects.get()
    assert (value.value, value.sex, value.known_from) == (Decimal("71.5"), "", date(2017, 2, 1))
    assert Indicator.objects.get().goal_indicators.get().goal == goal


def test_the_same_pack_again_changes_nothing_and_leaves_no_event(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    again = packs.load(tmp_path)
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 12}
    assert again.lacking == []
    event = Event.objects.get(action="load_pack")
    assert (event.actor_name, event.subject_key) == ("kommandorad", "liten")
    assert event.change == {"created": 12, "changed": 0, "unchanged": 0}


def test_a_changed_field_and_a_changed_entry_are_named(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    goals = packs.GOALS.replace("title: Unga i arbete", "title: Fler unga i arbete\n    number: 1.10")
    goals = goals.replace("meaning: contributes", "meaning: part_of").replace("owner: norra, ", "")
    city = packs.CITY.replace("parent: staden, tile: [1, 2]", "tile: [1, 3], note: Ny")
    loaded = packs.load(tmp_path, {"mal.yaml": goals, "stad.yaml": city})
    assert loaded.changed == {
        "areas": ["areas norr: parent, tile, note"],
        "goals": ["goals unga-i-arbete: title, number, links"],
    }
    goal = Goal.objects.get(slug="unga-i-arbete")
    assert (goal.title, goal.number, goal.sort_key) == ("Fler unga i arbete", "1.10", goal.sort_key)
    assert "fler unga" in goal.search_text
    assert GoalLink.objects.get().meaning == "part_of"
    north = Area.objects.get(slug="norr")
    assert (north.parent, north.tile_row, north.note) == (None, 3, "Ny")
    assert changed(packs.load(tmp_path)) == NOTHING_CHANGED


def test_a_corrected_value_changes_its_row(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    loaded = packs.load(tmp_path, {"values.csv": packs.VALUES.replace("71.50", "72")})
    assert loaded.changed == {"values": ["values andel · norr · 2016 · 2017-02-01 · 1: value"]}
    assert Value.objects.get().value == 72


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    packs.load(tmp_path, {**packs.SMALL, "values.csv": "\ufeff" + packs.VALUES.replace(",", ";") + ";;;;;;\n"})
    assert Value.objects.count() == 1


def test_a_value_known_twice_the_same_day_keeps_both_rows_in_order(tmp_path: Path) -> None:
    row = "andel,norr,2016,,72,revised,2017-02-01\n"
    packs.load(tmp_path, {**packs.SMALL, "values.csv": packs.VALUES + row})
    assert list(Value.objects.values_list("value", flat=True)) == [Decimal("71.5"), Decimal(72)]
    assert changed(packs.load(tmp_path)) == NOTHING_CHANGED


def test_what_the_pack_no_longer_has_is_listed_and_kept(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    goals = packs.GOALS.replace("    areas: [norr]\n    links:", "    links:")
    city = packs.CITY.replace(
        "  - {slug: sociala, name: Socialnämnden, short_name: Sociala, kind: specialist_board}\n", ""
    )
    loaded = packs.load(tmp_path, {"mal.yaml": goals, "stad.yaml": city})
    assert loaded.lacking == ["goals unga-i-arbete: areas norr", "organisations sociala"]
    assert changed(loaded) == NOTHING_CHANGED
    assert Organisation.objects.filter(slug="sociala").exists()
    assert Goal.objects.get(slug="unga-i-arbete").areas.count() == 1


def test_entries_with_a_place_follow_the_order_of_the_pack(tmp_path: Path) -> None:
    def document(*areas: str) -> str:
        return (
            f"documents:\n  - {{slug: d, title: D, kind: plan, status: adopted, focus_areas: [{', '.join(areas)}]}}\n"
        )

    packs.load(tmp_path, {**packs.SMALL, "d.yaml": document("norr", "staden")})
    packs.load(tmp_path, {"d.yaml": document("staden", "norr")})
    found = SteeringDocument.objects.get(slug="d").focus_areas.values_list("area__slug", "order")
    assert list(found) == [("staden", 0), ("norr", 1)]


def test_another_packs_record_is_refused_by_name_of_the_pack(tmp_path: Path) -> None:
    packs.load(tmp_path / "a", packs.SMALL)
    taking = {"pack.yaml": "slug: annan\ntitle: Annan\n", "a.yaml": "areas:\n  - {slug: norr, name: N, kind: torg}\n"}
    assert packs.problems(tmp_path / "b", taking) == [
        "a.yaml:2: areas norr hör till paketet liten. Byt slug, eller ta bort posten ur det här paketet."
    ]


def test_a_record_entered_in_the_service_is_not_taken_over(tmp_path: Path) -> None:
    builders.area("norr")
    told = packs.problems(tmp_path, packs.SMALL)
    assert told == ["stad.yaml:3: areas norr är inlagd i tjänsten. Byt slug, eller ta bort posten ur det här paketet."]
    assert Area.objects.get().pack is None


def test_a_pack_may_refer_to_what_is_stored_and_packs_in_one_folder_to_each_other(tmp_path: Path) -> None:
    packs.write(tmp_path / "ett", packs.SMALL)
    till = {
        "pack.yaml": "slug: a-ar\ntitle: År\nexample: true\n",
        "m.yaml": "activities:\n  - {slug: x, kind: activity, title: X, owner: norra}\n",
    }
    packs.write(tmp_path / "tva", till)
    loaded = packs.load(tmp_path)
    assert loaded.packs == ["liten", "a-ar"]
    assert dict(Pack.objects.values_list("slug", "example")) == {"liten": False, "a-ar": True}
    assert changed(packs.load(tmp_path / "tva")) == NOTHING_CHANGED


def test_a_changed_head_is_kept(tmp_path: Path) -> None:
    packs.load(tmp_path, packs.SMALL)
    packs.load(
        tmp_path, {"pack.yaml": packs.HEAD.replace("Liten stad", "Ny titel") + "sources:\n  s1: {title: Planen}\n"}
    )
    pack = Pack.objects.get()
    assert (pack.title, pack.sources) == ("Ny titel", {"s1": {"title": "Planen"}})


def test_people_come_without_passwords_and_keep_the_one_they_have(tmp_path: Path) -> None:
    people = "people: [{email: ada@example.org, name: Ada}]\n"
    people += "roles: [{person: ada@example.org, role: reporter, organisation: norra}]\n"
    packs.load(tmp_path, {**packs.SMALL, "folk.yaml": people})
    ada = User.objects.get()
    assert not ada.has_usable_password()
    ada.set_password("ett långt lösenord")
    ada.save()
    loaded = packs.load(tmp_path, {"folk.yaml": people.replace("name: Ada", "name: Ada Lind, active: false")})
    assert loaded.changed == {"people": ["people ada@example.org: name, active"]}
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, ada.check_password("ett långt lösenord")) == ("Ada Lind", False, True)


def test_a_check_tries_everything_and_keeps_nothing(tmp_path: Path) -> None:
    loaded = packs.load(tmp_path, packs.SMALL, check_only=True)
    assert loaded.counts["created"] == 12
    assert not Pack.objects.exists()
    assert not Area.objects.exists()
    assert not Event.objects.exists()


def test_only_who_administers_may_load(tmp_path: Path) -> None:
    packs.write(tmp_path, packs.SMALL)
    nobody = Actor(name="Ada", user_id=None)
    with pytest.raises(NotAllowed):
        load_pack(
            tmp_path, by=nobody, at=builders.NOON, collect_report=packs.frozen_report, collect_round=lambda of_round: {}
        )
    assert not Area.objects.exists()


def test_what_only_the_database_refuses_is_said_in_a_sentence_and_nothing_is_stored(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX only_one_kind ON organisation_organisation (kind)")
    builders.board()
    packs.write(tmp_path, packs.SMALL)
    with pytest.raises(Refusal, match="Databasen tar inte emot paketet") as refused:
        packs.load(tmp_path)
    assert not isinstance(refused.value, PackRefused)
    assert not Area.objects.exists()


def test_queries_do_not_grow_with_the_number_of_rows(tmp_path: Path) -> None:
    def spent(number: int) -> int:
        goals = "goals:\n" + "".join(
            f"  - {{slug: m{number}-{n}, level: kf-mal, title: Mål {n}, links: [{{to: arbete, meaning: part_of}}]}}\n"
            for n in range(number)
        )
        with CaptureQueriesContext(connection) as captured:
            packs.load(tmp_path, {"fler.yaml": goals})
        return len(captured)

    packs.load(tmp_path, packs.SMALL)
    few, many = spent(10), spent(100)
    assert many <= few * 2
