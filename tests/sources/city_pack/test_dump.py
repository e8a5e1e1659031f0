"""A dump holds everything a pack may hold and nothing that is secret; it comes back as it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.sources.city_pack import packs

from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.programmes.choices import DraftKind
from samstad.domain.programmes.models import DraftItem, ProgrammeImport
from samstad.domain.steering.models import ActivityUpdate, Goal, Indicator, Value
from samstad.refusals import Refusal
from samstad.sources.city_pack import dump_packs
from samstad.sources.city_pack.write_yaml import as_yaml
from samstad.sources.city_pack.yaml_file import read_yaml

pytestmark = pytest.mark.django_db


def there_and_back(folder: Path) -> dict[str, str]:
    """The dump, after it has been loaded into an empty home and dumped again, byte for byte."""
    first = packs.dump(folder / "ett")
    packs.empty_the_database()
    packs.load(folder / "ett")
    assert packs.dump(folder / "tva") == first
    return first


def test_a_loaded_pack_comes_back(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    files = there_and_back(tmp_path)
    assert sorted(files) == [
        ".samstad-dump",
        "liten/activities.yaml",
        "liten/areas.yaml",
        "liten/documents.yaml",
        "liten/goal_levels.yaml",
        "liten/goals.yaml",
        "liten/indicators.yaml",
        "liten/organisations.yaml",
        "liten/pack.yaml",
        "liten/values.csv",
    ]
    assert files["liten/pack.yaml"] == "slug: liten\ntitle: Liten stad\nexample: false\ncity: staden\n"
    assert files["liten/values.csv"].splitlines()[1] == "andel,norr,,2016,,,71.5,final,,2017-02-01,,,"
    assert "  - slug: unga-i-arbete\n    level: namndmal\n    title: Unga i arbete\n" in files["liten/goals.yaml"]
    assert "    programme: lup-norr\n    areas:\n      - norr\n" in files["liten/goals.yaml"]


def test_what_was_entered_in_the_service_lies_in_a_pack_of_its_own(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    goal = builders.goal("Eget mål", under=Goal.objects.get(slug="arbete"), slug="eget")
    programme = builders.programme(builders.board("vastra"), slug="eget-program")
    builders.put_in_programme(programme, goal)
    files = there_and_back(tmp_path)
    assert files["egna/pack.yaml"] == "slug: egna\ntitle: Inlagt i tjänsten\nexample: false\n"
    assert "slug: eget\n" in files["egna/goals.yaml"]
    assert Pack.objects.get(slug="egna").title == "Inlagt i tjänsten"
    assert packs.load(tmp_path / "ett").counts["created"] == 0


def test_a_dump_loads_into_the_home_it_came_from_without_a_change(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    builders.goal("Eget mål", slug="eget")
    dump_packs(tmp_path / "ut")
    loaded = packs.load(tmp_path / "ut")
    assert (loaded.counts["created"], loaded.counts["changed"], loaded.lacking) == (0, 0, [])
    assert Goal.objects.get(slug="eget").pack is None


def test_packs_that_refer_to_each_other_in_both_directions_come_back(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    own = builders.goal("Eget mål", slug="eget", under=Goal.objects.get(slug="arbete"))
    indicator = Indicator.objects.get(slug="andel")
    indicator.goal_indicators.create(goal=own)
    indicator.owner = builders.board("vastra")
    indicator.save()
    files = there_and_back(tmp_path)
    assert "goal: eget" in files["liten/indicators.yaml"]
    assert "to: arbete" in files["egna/goals.yaml"]


def test_no_password_no_draft_and_nothing_derived_is_written(tmp_path: Path) -> None:
    board = builders.board("norra")
    builders.person("Ada Lind", ("reporter", board))
    activity = builders.activity(board)
    ActivityUpdate.objects.create(activity=activity, status="done", origin="2017-t1/norra", comment="ur rapporten")
    indicator = builders.indicator()
    derived = {"period": "2017", "value": 98765, "known_from": date(2017, 5, 5), "origin": "2017-t1/norra"}
    Value.objects.create(indicator=indicator, **derived)
    read = ProgrammeImport.objects.create(
        title="Hemligt utkast", file_name="x.txt", sha256="x", lines=[], placed_share=1, at=builders.NOON, by_name="Ada"
    )
    DraftItem.objects.create(
        source=read, board_printed="x", order=1, kind=DraftKind.GOAL, text="utkastets text", line_from=1, line_to=1
    )
    whole = "".join(packs.dump(tmp_path).values())
    assert "Ada Lind" in whole
    for secret in ("md5$", "password", "Hemligt utkast", "utkastets text", "ur rapporten", "98765"):
        assert secret not in whole


def test_a_person_lies_in_the_pack_of_the_persons_roles(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    liten = Pack.objects.get()
    both = builders.person("Ada Lind", ("administrator", None))
    RoleAssignment.objects.update(pack=liten)
    builders.person("Bo Ek")
    files = there_and_back(tmp_path)
    assert both.email in files["liten/people.yaml"]
    assert "Bo Ek" in files["egna/people.yaml"]


def test_answers_keep_the_order_that_decides_which_is_the_latest(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    more = (
        "questions:\n  - slug: q\n    programme: lup-norr\n    asked: sociala\n"
        "    text: |-\n      Kan ni?\n      Snart?\n"
        "    asked_on: 2017-01-01\n    answers:\n"
        "      - {kind: 'yes', standing: office, answered_on: 2017-02-02, answered_by: Bo, text: Andra}\n"
        "      - {kind: 'no', standing: office, answered_on: 2017-02-02, answered_by: Bo, text: Tredje}\n"
        "      - {kind: counter, standing: office, answered_on: 2017-02-01, answered_by: Bo, text: Första}\n"
    )
    packs.load(tmp_path / "in", {"q.yaml": more})
    files = there_and_back(tmp_path)
    text = files["liten/questions.yaml"]
    assert text.index("Första") < text.index("Andra") < text.index("Tredje")
    assert "    text: |-\n      Kan ni?\n      Snart?\n" in text


def test_two_entries_that_look_alike_both_come_back(tmp_path: Path) -> None:
    body = builders.board("norra")
    for unit in ("enhet b", "enhet a"):
        body.contacts.create(theme="arbete", role_title="samordnare", unit=unit)
    files = there_and_back(tmp_path)
    assert files["egna/organisations.yaml"].count("role_title: samordnare") == 2


def test_a_dump_goes_to_an_empty_folder_or_over_an_earlier_dump(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    dump_packs(tmp_path / "ut")
    Value.objects.all().delete()
    files = packs.dump(tmp_path / "ut")
    assert "liten/values.csv" not in files
    with pytest.raises(Refusal, match="är inte tom och ingen tidigare dump"):
        dump_packs(tmp_path / "in")
    assert (tmp_path / "in" / "values.csv").is_file()
    with pytest.raises(Refusal, match="är en fil"):
        dump_packs(tmp_path / "in" / "values.csv")


def test_a_forged_list_of_earlier_files_removes_nothing_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "kvar.txt").write_text("kvar")
    packs.write(tmp_path / "ut", {".samstad-dump": f"../kvar.txt\n{tmp_path}/kvar.txt\n"})
    dump_packs(tmp_path / "ut")
    assert (tmp_path / "kvar.txt").is_file()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    (tmp_path / "ut" / "liten").mkdir(parents=True)
    (tmp_path / "ut" / ".samstad-dump").write_text("")
    (tmp_path / "ut" / "liten" / "areas.yaml").mkdir()
    with pytest.raises(Refusal, match="går inte att skriva"):
        dump_packs(tmp_path / "ut")


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "~",
        "2017",
        "true",
        "'x",
        '"',
        "a: b",
        "# x",
        " x",
        "x ",
        "x\n",
        "\nx",
        "a\n\nb",
        "å\u2028ä",
        "\x85",
        "\t",
        "- x",
        "😀",
        "\r\n",
        "|",
        "a\tb",
        "\ufeffx",
        "%x",
        "x: |\n  y",
    ],
)
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    root: Any = read_yaml(as_yaml({"a": [{"b": text, "c": [text]}]}), "x")
    entry = root.content["a"].content[0].content
    assert entry["b"].content == text
    assert entry["c"].content[0].content == text


@pytest.mark.parametrize("text", ["\r", "a\r\nb", 'a "b", c', " x ", "a;b", "\n"])
def test_every_text_beside_a_value_is_read_back_as_it_was(tmp_path: Path, text: str) -> None:
    row = {"period": "2017", "value": 1, "known_from": date(2017, 5, 5)}
    Value.objects.create(indicator=builders.indicator(), note=text, **row)
    there_and_back(tmp_path)
    assert Value.objects.get().note == text


def test_numbers_are_written_as_numbers() -> None:
    assert (
        as_yaml({"a": Decimal("12.5"), "b": Decimal(100), "c": date(2017, 5, 2)}) == "a: 12.5\nb: 100\nc: 2017-05-02\n"
    )
