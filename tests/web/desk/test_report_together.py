"""Several people write in the same report: both texts are shown, one is chosen, and no word is lost."""

import re

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
BASE = "Vi når målet. Nattvandringen pågår. Klubben är stängd."
ADAS = "Vi når målet. Nattvandringen pågår. Klubben är öppen igen."
BOS = "Vi når inte målet. Nattvandringen pågår. Klubben är stängd."
BOTH = "Vi når inte målet. Nattvandringen pågår. Klubben är öppen igen."


@pytest.fixture
def ada(report: Report) -> User:
    return b.person("Ada", ("reporter", report.organisation))


@pytest.fixture
def bo(report: Report) -> User:
    return b.person("Bo", ("reporter", report.organisation))


def goal(motivation: str, version: int, **more: str) -> dict[str, str]:
    row = {"g.tryggt.version": str(version), "g.tryggt.judgement": "partly", "g.tryggt.motivation": motivation}
    return row | more


def stands() -> str:
    return GoalJudgement.objects.get(goal__slug="tryggt").motivation


def plain(page: str) -> str:
    return re.sub(r"<[^>]*>", "", page)


@pytest.fixture
def bos_page(client: Client, ada: User, bo: User) -> str:
    """Both had the first text before them; Ada has saved hers, and Bo is answered."""
    enter(client, ada).post(ADDRESS, goal(BASE, 0))
    client.post(ADDRESS, goal(ADAS, 1))
    answer = enter(client, bo).post(ADDRESS, goal(BOS, 1))
    assert answer.status_code == 400
    return answer.content.decode()


def test_both_texts_stand_beside_each_other_with_what_differs(bos_page: str) -> None:
    assert stands() == ADAS
    assert "Du och Ada har skrivit i samma rad." in bos_page
    assert BOS in plain(bos_page)
    assert ADAS in plain(bos_page)
    assert [word.strip() for word in re.findall("<ins>(.*?)</ins>", bos_page)] == ["inte", "stängd", "öppen igen"]
    assert f">{BOTH}</textarea>" in bos_page


@pytest.mark.parametrize(
    ("choice", "result"), [("mine", BOS), ("theirs", ADAS), ("merged", BOTH)], ids=["mine", "theirs", "both"]
)
def test_the_person_chooses(client: Client, bos_page: str, choice: str, result: str) -> None:
    more = {"choose": f"{choice}:g.tryggt", "g.tryggt.now": "2", "g.tryggt.merged.motivation": BOTH}
    answer = client.post(ADDRESS, goal(BOS, 1, **more))
    assert answer.status_code == 302
    assert stands() == result


def test_saving_again_without_choosing_asks_again(client: Client, bos_page: str) -> None:
    """The button for the whole table must not settle what the person has not looked at."""
    again = client.post(ADDRESS, goal(BOS, 1, **{"g.tryggt.now": "2"}))
    assert "Du och Ada har skrivit i samma rad." in again.content.decode()
    assert stands() == ADAS


def test_a_row_with_two_texts_does_not_save_itself_before_the_choice(bos_page: str) -> None:
    row = bos_page[bos_page.index('id="rad-g.tryggt"') :]
    assert "hx-post" not in row[: row.index(">")]


def test_a_choice_that_somebody_else_was_before_is_asked_again_with_the_newest(
    client: Client, bos_page: str, ada: User, bo: User
) -> None:
    enter(client, ada).post(ADDRESS, goal(f"{ADAS} Och mer.", 2))
    more = {"choose": "merged:g.tryggt", "g.tryggt.now": "2", "g.tryggt.merged.motivation": BOTH}
    answer = enter(client, bo).post(ADDRESS, goal(BOS, 1, **more)).content.decode()
    assert BOTH in plain(answer)
    assert f"{ADAS} Och mer." in plain(answer)


def test_a_row_that_only_others_have_changed_is_left_alone(client: Client, ada: User, bo: User) -> None:
    """Bo has the whole table before him and presses Save: what Ada wrote meanwhile is hers and stands."""
    enter(client, ada).post(ADDRESS, form(g__tryggt__motivation=BASE))
    client.post(ADDRESS, goal(ADAS, 1))
    whole = form(g__tryggt__motivation=BASE, s__summary__text="Bos sammanfattning.") | {
        f"{row}.version": "1" for row in ("i.feriejobb", "a.nattvandring", "g.tryggt", "g.kf-13", "s.summary")
    }
    answer = enter(client, bo).post(ADDRESS, whole, follow=True)
    assert answer.status_code == 200
    assert stands() == ADAS
    assert "Bos sammanfattning." in answer.content.decode()


def test_chosen_words_and_numbers_are_shown_as_people_call_them(client: Client, ada: User, bo: User) -> None:
    enter(client, ada).post(ADDRESS, form())
    page = plain(
        enter(client, bo).post(ADDRESS, form(g__tryggt__judgement="not", i__feriejobb__outcome="99")).content.decode()
    )
    assert "Bedömning: ditt, inte sparatBedöms inte uppfyllas" in page
    assert "Bedömning: Ada, sparatBedöms uppfyllas delvis" in page
    assert "Utfall nu: Ada, sparat140,5" in page


def test_what_was_written_is_kept_when_the_report_has_been_handed_in_meanwhile(
    client: Client, ada: User, report: Report
) -> None:
    enter(client, ada).post(ADDRESS, form(g__tryggt__motivation=BASE))
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    page = plain(client.post(ADDRESS, goal("Tre långa stycken.", 1)).content.decode())
    assert "Rapporten väntar på godkännande." in page
    assert "Tre långa stycken." in page
    assert stands() == BASE


def test_a_table_pasted_from_word_is_a_table_in_the_document_and_no_markup_is_stored(client: Client, ada: User) -> None:
    table = "<table><tr><td>Område</td><td>2017</td></tr><tr><td>Fagersjö</td><td>12</td></tr></table>"
    enter(client, ada).post(ADDRESS, goal(f"<p onclick='x()'>Så här:</p>{table}", 0))
    assert stands() == "Så här:\n\nOmråde\t2017\nFagersjö\t12"
    text = client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    assert "Tabell om Tryggheten ökar</caption>" in text
    assert '<th scope="col" class="doc-col-number">2017</th>' in text
    assert "onclick" not in text
