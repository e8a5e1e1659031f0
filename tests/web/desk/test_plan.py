"""The plan of a board as its coordinator writes it, without any script."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Activity, Goal, Indicator, Target

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/plan/farsta/?ar=2017"


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta-omrade", "Farsta"))


@pytest.fixture
def own(farsta: Organisation) -> Goal:
    council = b.goal("Stockholm är en trygg stad", sphere="council", slug="kf-13", number="1.3")
    return b.goal("Tryggheten ökar", owner=farsta, slug="trygghet", under=council)


@pytest.fixture
def planner(client: Client, farsta: Organisation) -> Client:
    return enter(client, b.person("Ada Lind", ("coordinator", farsta)))


def send(client: Client, **form: str) -> str:
    return client.post(ADDRESS, form, follow=True).content.decode()


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_goal_is_shown_with_what_it_serves_how_it_is_followed_and_what_is_done(
    planner: Client, farsta: Organisation, own: Goal
) -> None:
    jobs = b.indicator("Ungdomar med feriejobb", for_goal=own, owner=farsta)
    Target.objects.create(indicator=jobs, organisation=farsta, year=2017, value=600, known_from=date(2017, 1, 1))
    b.activity(farsta, "Nattvandringar i Fagersjö", for_goal=own)
    b.activity(farsta, "Utan mål")
    shown = page(planner)
    card = shown.split('id="trygghet"')[1].split("</article>")[0]
    assert "1.3 Stockholm är en trygg stad" in card
    assert "årsmål 600" in card
    assert "Nattvandringar i Fagersjö" in card
    assert "Utan mål" in shown.split("Aktiviteter utan mål i planen")[1]


def test_each_part_of_the_plan_can_be_added(planner: Client, own: Goal) -> None:
    assert "Målet är inlagt" in send(planner, step="goal", title="Fler går ut", under="kf-13")
    assert Goal.objects.get(title="Fler går ut").links_up.get().upper.slug == "kf-13"
    sent = {"goal": "trygghet", "name": "Feriejobb", "unit": "antal", "direction": "higher", "periodicity": "tertial"}
    assert "Indikatorn är inlagd" in send(planner, step="indicator", **sent)
    slug = Indicator.objects.get().slug
    assert "Årsmålet är satt" in send(planner, step="target", indicator=slug, value="1 600,5")
    assert "1\N{NO-BREAK SPACE}600,5" in page(planner)
    b.area("fagersjo", "Fagersjö", parent=own.owner.area if own.owner else None)
    sent = {"title": "Nattvandringar", "goal": "trygghet", "area": "fagersjo", "start": "2017-01-01", "end": ""}
    assert "Aktiviteten är inlagd" in send(planner, step="activity", **sent)
    made = Activity.objects.get()
    assert (made.start, made.areas.get().area.slug) == (date(2017, 1, 1), "fagersjo")


def test_a_goal_is_reworded_and_an_activity_moved(planner: Client, farsta: Organisation, own: Goal) -> None:
    made = b.activity(farsta, "Nattvandringar", for_goal=own)
    assert "Målet är omformulerat" in send(planner, step="reword", goal="trygghet", title="Fler vågar gå ut")
    sent = {"activity": made.slug, "title": "Nattvandringar", "end": "2017-12-31", "continuous": "1"}
    assert "Aktiviteten är ändrad" in send(planner, step="change", **sent)
    made.refresh_from_db()
    assert (made.end, made.continuous) == (date(2017, 12, 31), True)
    assert "Fler vågar gå ut" in page(planner)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"step": "goal", "title": ""}, "Skriv vad det gäller."),
        ({"step": "activity", "title": "Ny", "start": "2017-05-02", "end": "2017-05-01"}, "före startdagen"),
        ({"step": "activity", "title": "Ny", "start": "snart"}, "startdagen som år-månad-dag"),
        ({"step": "target", "indicator": "feriejobb", "value": ""}, "årsmålet som ett tal"),
        ({"step": "target", "indicator": "feriejobb", "value": "många"}, "är inget tal"),
        ({"step": "indicator", "goal": "trygghet", "name": "N", "unit": "st", "direction": "upp"}, "ur listan"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(
    planner: Client, farsta: Organisation, own: Goal, form: dict[str, str], sentence: str
) -> None:
    b.indicator("Feriejobb", slug="feriejobb", owner=farsta)
    before = (Goal.objects.count(), Activity.objects.count(), Indicator.objects.count())
    assert sentence in send(planner, **form)
    assert (Goal.objects.count(), Activity.objects.count(), Indicator.objects.count()) == before
    assert not Target.objects.exists()


def test_another_boards_goal_and_activity_are_not_found_here(planner: Client, farsta: Organisation) -> None:
    other = b.board("bromma")
    b.goal("Deras", owner=other, slug="deras")
    theirs = b.activity(other, slug="deras-akt")
    assert planner.post(ADDRESS, {"step": "reword", "goal": "deras", "title": "Vårt"}).status_code == 404
    assert planner.post(ADDRESS, {"step": "change", "activity": "deras-akt", "title": "Vår"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.title != "Vår"


def test_who_may_read_the_plan_and_who_may_write_it(client: Client, farsta: Organisation, own: Goal) -> None:
    enter(client, b.person("Rut", ("reporter", farsta)))
    assert "Nytt mål" not in page(client)
    assert "Du har ingen roll" in send(client, step="goal", title="Smyg")
    assert not Goal.objects.filter(title="Smyg").exists()
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("year", ["?ar=9999", "?ar=17", "?ar=x", ""])
def test_a_year_without_a_plan_says_what_to_do(planner: Client, farsta: Organisation, year: str) -> None:
    assert "Nämnden har inga mål för året" in page(planner, f"/arbete/plan/farsta/{year}")


def test_ten_times_the_plan_asks_the_database_as_often(planner: Client, farsta: Organisation, own: Goal) -> None:
    fill(farsta, own, 2)
    few = queries(planner)
    fill(farsta, own, 20)
    assert queries(planner) == few
    assert few <= 25


def fill(farsta: Organisation, own: Goal, number: int) -> None:
    for _step in range(number):
        goal = b.goal(owner=farsta, under=own.links_up.get().upper)
        b.indicator(for_goal=goal, owner=farsta)
        b.activity(farsta, for_goal=goal)
        b.activity(farsta)
        theme = b.goal(sphere="local", owner=farsta, year=None, level=b.level("local", "tema", "Tema"))
        b.activity(farsta, for_goal=theme)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client)
    return len(asked)


def test_a_target_of_another_kind_is_set_with_its_criterion_beside_it(planner: Client, own: Goal) -> None:
    made = b.indicator("Andel trygga", for_goal=own, owner=own.owner, direction="higher")
    form = {"step": "target", "indicator": made.slug, "kind": "change", "value": "3", "baseline_period": "2015"}
    assert "Det finns inget värde för 2015 att räkna från. Skriv utgångsvärdet." in send(planner, **form)
    assert "Ange ett årtal med fyra siffror" in send(planner, **form, end_year="snart")
    assert "Årsmålet är satt" in send(planner, **form, baseline="58")
    shown = page(planner)
    assert "+3,0 sedan 2015" in shown
    assert "En ändring inom osäkerheten är ingen säker förändring." in shown
    assert Target.objects.get().baseline == 58


def test_a_gap_stands_beside_the_level_and_the_citys_beside_the_boards(
    planner: Client, farsta: Organisation, own: Goal
) -> None:
    made = b.indicator("Andel trygga", for_goal=own, owner=farsta)
    for kind, value, owner in (("level", 60, farsta), ("gap", 3, farsta), ("level", 70, None)):
        Target.objects.create(
            indicator=made, organisation=owner, year=2017, kind=kind, value=value, known_from=date(2017, 1, 1)
        )
    card = page(planner).split('id="trygghet"')[1].split("</article>")[0]
    assert "årsmål 60, gap högst 3 · KF:s 70" in " ".join(card.split())
