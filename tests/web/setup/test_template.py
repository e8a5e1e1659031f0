"""The city's page for the chapters of a round."""

from typing import Any

import pytest
from django.test import Client
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Chapter, Report, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/installning/omgangar/2017-vp/"
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def opened() -> Round:
    b.board("farsta", "Farsta stadsdelsnämnd")
    return actions.open_round(year=2017, kind="vp", cutoff=None, due=None, **WHO)


def enter(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def anna(client: Client, opened: Round) -> Client:
    return enter(client, b.person("Anna", ("city_coordinator", None)))


def form(opened: Round, **changes: Any) -> dict[str, Any]:
    """The page's own form, as it stands."""
    sent: dict[str, Any] = {"key": [*opened.chapters.values_list("key", flat=True), "ny"]}
    for place, chapter in enumerate(opened.chapters.all(), 1):
        sent |= {
            f"{chapter.key}.title": chapter.title,
            f"{chapter.key}.instruction": chapter.instruction,
            f"{chapter.key}.tables": chapter.tables,
            f"{chapter.key}.explain_over": str(chapter.explain_over),
            f"{chapter.key}.order": str(place),
            **({f"{chapter.key}.required": "1"} if chapter.required else {}),
        }
    return (
        sent | {"ny.title": "", "ny.order": "8"} | {name.replace("__", "."): value for name, value in changes.items()}
    )


def titles(opened: Round) -> list[str]:
    return list(opened.chapters.values_list("title", flat=True))


def test_the_list_of_rounds_leads_to_the_chapters(anna: Client) -> None:
    assert f'href="{ADDRESS}"' in anna.get("/installning/omgangar/").content.decode()
    page = anna.get(ADDRESS).content.decode()
    assert "Kapitel i verksamhetsplan 2017" in page
    assert 'value="Dialogplan"' in page


def test_saving_the_page_as_it_stands_changes_nothing(anna: Client, opened: Round) -> None:
    before = list(opened.chapters.values())
    answer = anna.post(ADDRESS, form(opened), follow=True)
    assert "Kapitlen är sparade" in answer.content.decode()
    assert list(opened.chapters.values()) == before


def test_a_chapter_is_renamed_moved_and_no_longer_asked_for(anna: Client, opened: Round) -> None:
    sent = form(opened, dialogplan__title="Dialoger under året", dialogplan__order="9")
    sent.pop("dialogplan.required")
    anna.post(ADDRESS, sent)
    last = opened.chapters.last()
    assert last is not None
    assert (last.key, last.title, last.required) == ("dialogplan", "Dialoger under året", False)


def test_a_new_chapter_gets_a_name_of_its_heading_and_its_place(anna: Client, opened: Round) -> None:
    anna.post(
        ADDRESS, form(opened, ny__title="Dialogplan, del 2", ny__order="2", ny__required="1", ny__tables=["by_sex"])
    )
    made = Chapter.objects.get(key="dialogplan-del-2")
    assert (made.tables, made.required) == (["by_sex"], True)
    assert titles(opened).index("Dialogplan, del 2") in (1, 2)
    anna.post(ADDRESS, form(opened, ny__title="Ekonomi!", ny__tables=[]))
    assert Chapter.objects.filter(key="ekonomi-2", title="Ekonomi!").exists()


def test_a_chapter_is_removed_until_a_board_has_written_in_it(anna: Client, opened: Round) -> None:
    anna.post(ADDRESS, form(opened, upphandling__remove="1"))
    assert "Sociala krav i upphandling" not in titles(opened)
    report = Report.objects.get()
    actions.save_section_text(report=report, key="dialogplan", version=0, text="Två.", **WHO)
    answer = anna.post(ADDRESS, form(opened, dialogplan__remove="1", dialogplan__title="Nytt namn"))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "1 rapport har innehåll i ”Dialogplan”" in page
    assert 'value="Nytt namn"' in page
    assert "Dialogplan" in titles(opened)


def test_what_was_written_in_a_new_chapter_is_kept_when_the_form_is_refused(anna: Client, opened: Round) -> None:
    answer = anna.post(ADDRESS, form(opened, ny__title="Ekonomi", ny__instruction="Mer om pengar."))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Två kapitel har samma rubrik" in page
    assert "Mer om pengar." in page


def test_the_limit_of_a_larger_deviation_is_set_where_the_economy_stands(anna: Client, opened: Round) -> None:
    anna.post(ADDRESS, form(opened, ekonomi__explain_over="10"))
    assert opened.chapters.get(key="ekonomi").explain_over == 10
    assert anna.get(ADDRESS).content.decode().count("procent av budgeten ska förklaras") == 1


def test_the_summary_cannot_be_left_out(anna: Client, opened: Round) -> None:
    answer = anna.post(ADDRESS, form(opened, summary__remove="1"))
    assert "Sammanfattningen behövs" in answer.content.decode()
    assert "summary.remove" not in anna.get(ADDRESS).content.decode()


def test_a_round_of_before_shows_the_summary_and_takes_more(anna: Client, opened: Round) -> None:
    opened.chapters.all().delete()
    assert 'value="Sammanfattande analys"' in anna.get(ADDRESS).content.decode()
    sent = {
        "key": ["summary", "ny"],
        "summary.title": "Sammanfattande analys",
        "summary.order": "1",
        "summary.tables": ["overview"],
        "summary.required": "1",
        "ny.title": "Klimat",
        "ny.order": "2",
    }
    anna.post(ADDRESS, sent)
    assert titles(opened) == ["Sammanfattande analys", "Klimat"]


def test_the_page_is_for_those_who_open_rounds_and_for_rounds_that_are(client: Client, anna: Client) -> None:
    assert anna.get("/installning/omgangar/2016-vp/").status_code == 404
    assert enter(client, b.person("Bo")).get(ADDRESS).status_code == 403
