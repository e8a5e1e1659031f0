"""Every public page: there without an account, in both languages, with as many questions to the database at ten
times the rows, and stamped when anything on it is invented."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports import small_city

from samstad.domain.cycle.models import OfficeAssessment, Report, Snapshot
from samstad.domain.history.models import Pack
from samstad.domain.steering.models import Goal, GoalRole, Value
from samstad.web.public.errors import refused

pytestmark = pytest.mark.django_db

LISTS = (
    "/", "/mal/2017/", "/omraden/", "/program/", "/namnder/", "/atgarder/", "/styrdokument/", "/sok/?q=farsta",
    "/atgarder/?namnd=farstanamnden&lage=deviates&ar=2017&omrade=farsta&program=lup-farsta",
)  # fmt: skip
DETAILS = (
    "/mal/2017/kf-1-3/", "/mal/2017/farsta-trygg/", "/mal/2017/farsta-lokalt/", "/mal/2017/farsta-tema/",
    "/mal/2017/vision-alla/", "/program/lup-farsta/", "/program/sammanhallen/", "/styrdokument/riktlinjer/",
    "/namnder/farstanamnden/", "/namnder/trafik/", "/namnder/kf/", "/omraden/fagersjo/", "/omraden/farsta/",
    "/omraden/staden/", "/omraden/soder/", "/atgarder/nattvandringar/",
)  # fmt: skip
TEXTS = (
    "/om/",
    "/tillganglighet/",
    "/integritet/",
    "/sok/",
    "/konto/login/",
    "/konto/password/reset/",
    "/konto/signup/",
)


@pytest.fixture(params=["", "/en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [*LISTS, *DETAILS, *TEXTS])
def test_a_page_is_there_in_both_languages(client: Client, address: str, language: str) -> None:
    small_city.build()
    answer = client.get(language + address)
    assert answer.status_code == 200
    assert f'<html lang="{"en" if language else "sv"}">' in answer.content.decode()


@pytest.mark.parametrize("address", [*LISTS, *TEXTS])
def test_an_empty_city_has_the_same_pages(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_ten_times_the_rows_ask_the_database_no_more(client: Client) -> None:
    most = {"/": 25, **dict.fromkeys(LISTS[1:], 15), **dict.fromkeys(DETAILS, 25)}
    made = small_city.build(times=2)
    client.force_login(b.person())
    for address in most:
        client.get(address)
    few = {address: asked(client, address) for address in most}
    small_city.grow(made, 18, start=2)
    assert {address: asked(client, address) for address in most} == few
    assert {address: count for address, count in few.items() if count > most[address]} == {}


@pytest.mark.parametrize(
    "address", [f"/{part}nix/" for part in ("mal/2017/", "program/", "namnder/", "omraden/", "atgarder/", "")]
)
def test_what_is_not_there_says_so_and_offers_search(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()
    assert 'name="q"' in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "row"),
    [
        ("/", lambda c: c.council_goal),
        ("/mal/2017/", lambda c: c.council_goal),
        ("/mal/2017/kf-1-3/", lambda c: c.board_goal),
        ("/mal/2017/farsta-lokalt/", lambda c: c.activity),
        ("/mal/2017/farsta-lokalt/", lambda c: c.indicator),
        ("/mal/2017/farsta-lokalt/", lambda c: c.report),
        ("/program/lup-farsta/", lambda c: c.question),
        ("/program/", lambda c: c.programme),
        ("/namnder/farstanamnden/", lambda c: c.report),
        ("/omraden/fagersjo/", lambda c: c.local_goal),
        ("/omraden/", lambda c: c.place),
        ("/atgarder/", lambda c: c.activity),
        ("/atgarder/nattvandringar/", lambda c: c.activity),
        ("/sok/?q=nattvandringar", lambda c: c.activity),
    ],
)
def test_a_page_with_an_invented_row_says_exempeldata(
    client: Client, address: str, row: Callable[[small_city.SmallCity], Any]
) -> None:
    made = small_city.build()
    stamp = 'class="chip chip-example">exempeldata'
    assert stamp not in client.get(address).content.decode()
    found = row(made)
    type(found).objects.filter(pk=found.pk).update(pack=b.example_pack())
    assert stamp in client.get(address).content.decode()


def test_rows_of_a_factual_pack_are_not_stamped(client: Client) -> None:
    small_city.build()
    Goal.objects.update(pack=Pack.objects.create(slug="fakta", title="Fakta"))
    assert "chip-example" not in client.get("/mal/2017/kf-1-3/").content.decode()


def test_a_goal_under_another_year_leads_to_its_own(client: Client) -> None:
    small_city.build()
    answer = client.get("/mal/2016/kf-1-3/")
    assert answer["Location"] == "/mal/2017/kf-1-3/"


def test_goals_without_a_year_lead_to_the_year_that_is_followed(client: Client) -> None:
    small_city.build()
    assert client.get("/mal/")["Location"] == "/mal/2017/"


@pytest.mark.parametrize(
    ("asked_for", "own"),
    [("/styrdokument/lup-farsta/", "/program/lup-farsta/"), ("/program/riktlinjer/", "/styrdokument/riktlinjer/")],
)
def test_a_document_has_one_address(client: Client, asked_for: str, own: str) -> None:
    small_city.build()
    assert client.get(asked_for)["Location"] == own


def test_the_goal_page_shows_the_three_side_by_side(client: Client) -> None:
    made = small_city.build()
    publish_roll_up(made)
    page = client.get("/mal/2017/kf-1-3/").content.decode()
    assert "Så säger siffrorna" in page
    assert "Stadsledningskontorets förslag" in page
    assert "Bedöms uppfyllas delvis" in page
    assert "Går framåt." in page


def test_the_offices_proposal_is_not_shown_before_the_roll_up(client: Client) -> None:
    made = small_city.build()
    assert "Går framåt." not in client.get("/mal/2017/kf-1-3/").content.decode()
    OfficeAssessment.objects.update(state="decided", decided_on=b.day("2017-06-14"), paragraph="3")
    page = client.get(f"/mal/2017/{made.council_goal.slug}/").content.decode()
    assert "Kommunstyrelsen, 14 juni 2017" in page
    assert "Går framåt." in page


def publish_roll_up(made: small_city.SmallCity) -> None:
    Snapshot.objects.create(
        round=made.round,
        stage="roll_up",
        on=b.day("2017-06-01"),
        document={},
        schema_version=1,
        sha256="0",
        by_name="Ada",
    )


def test_the_goal_page_of_a_board_shows_its_judgement_with_date(client: Client) -> None:
    small_city.build()
    page = client.get("/mal/2017/farsta-lokalt/").content.decode()
    assert "beslutat 18 maj 2017" in page
    assert "Bedöms uppfyllas helt" in page
    assert "Stadsledningskontorets kommentar" in page


def test_a_figure_stands_with_value_unit_change_and_source(client: Client) -> None:
    small_city.build()
    page = client.get("/mal/2017/farsta-lokalt/").content.decode()
    assert "1,5 högre än 2016, bättre" in page
    assert "Årsmål 62, fullmäktiges årsmål 75" in page
    assert "trygghetsmätningen" in page
    assert "<svg role=" in page
    assert 'href="https://example.org/tabell"' in page


def test_the_same_page_in_english_writes_numbers_the_english_way(client: Client) -> None:
    small_city.build()
    assert "1.5 " in client.get("/en/mal/2017/farsta-lokalt/").content.decode()


def test_a_proposal_on_referral_says_that_its_adoption_is_not_known(client: Client) -> None:
    small_city.build()
    assert "Förslag på remiss – om det antogs är inte känt" in client.get("/program/sammanhallen/").content.decode()


def test_what_is_not_entered_is_counted(client: Client) -> None:
    small_city.build()
    page = client.get("/program/lup-farsta/").content.decode()
    assert "3 av 4 teman är inte inlagda" in page
    assert "avser att samverka" in page.lower()


def test_a_place_is_named_by_its_list_and_never_just_prioritised(client: Client) -> None:
    small_city.build()
    page = client.get("/omraden/fagersjo/").content.decode()
    assert "Står i listan ”De 22 stadsdelarna”." in page
    assert "rioriterad" not in page
    assert page.index("Nära till Magelungen") < page.index("Nattvandringar</a></th>")
    assert "21 till är ej inlagda" in client.get("/omraden/").content.decode()


def test_a_merged_district_leads_to_its_successor(client: Client) -> None:
    small_city.build()
    assert "Uppgick i Söderort 1 januari 2023." in client.get("/omraden/farsta/").content.decode()


def test_words_follow_the_kind_of_body(client: Client) -> None:
    b.board("svb", "Svenska Bostäder", kind="company", office_name="Bolagets ledning")
    b.board("idrott", "Idrottsnämnden", kind="specialist_board", office_name="Idrottsförvaltningen")
    company, board = (client.get(f"/namnder/{slug}/").content.decode() for slug in ("svb", "idrott"))
    assert "Styrelsen beslutar" in company
    assert "vd" in company
    assert "Nämnden beslutar" in board
    assert "förvaltningschefen" in board


def test_the_language_switch_leads_to_the_same_page(client: Client) -> None:
    small_city.build()
    assert 'href="/en/sok/?q=farsta"' in client.get("/sok/?q=farsta").content.decode()
    assert 'href="/sok/?q=farsta"' in client.get("/en/sok/?q=farsta").content.decode()


def test_an_anonymous_visitor_gets_no_cookie(client: Client) -> None:
    assert not client.get("/").cookies


def test_the_frame_alone_asks_the_database_nothing(client: Client) -> None:
    assert asked(client, "/om/") == 0


def test_the_signed_in_see_their_work(client: Client) -> None:
    client.force_login(b.person())
    page = client.get("/om/").content.decode()
    assert "Arbete" in page
    assert "Logga in" not in page


def test_the_start_page_tells_how_far_the_round_has_come(client: Client) -> None:
    made = small_city.build()
    Report.objects.create(round=made.round, organisation=b.board("tyst", "Tysta nämnden"))
    b.board("utanfor", "Nämnd som inte rapporterar i omgången")
    page = client.get("/").content.decode()
    assert "2 av 3 nämnder och bolag har redovisat läget" in page
    assert "Startar i höst." in page
    assert "Av 2 rapporterade åtgärder avviker eller väntar 1." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "unknown"}, "Beslutet är inte känt"),
        ({"status": "replaced"}, "Ersatt"),
        ({"status": "adopted", "adopted_on": b.day("2016-12-15"), "paragraph": "9"}, "15 december 2016, § 9"),
    ],
)
def test_a_programmes_status_is_told_in_plain_words(client: Client, changes: dict[str, Any], words: str) -> None:
    made = small_city.build()
    type(made.programme).objects.update(**changes)
    assert words in client.get("/program/lup-farsta/").content.decode()


def test_figures_without_a_target_say_what_is_lacking(client: Client) -> None:
    goal = b.goal("Målet", slug="malet")
    made = b.indicator("Måttet", goal)
    for period in ("2016", "2017"):
        Value.objects.create(indicator=made, period=period, value=5, known_from=b.day("2017-01-01"))
    page = client.get("/mal/2017/malet/").content.decode()
    assert "Värden finns, men inget årsmål att väga dem mot." in page
    assert "oförändrat sedan 2016" in page


def test_a_missing_value_is_a_dash_with_its_reason(client: Client) -> None:
    made = b.indicator("Måttet", b.goal("Målet", slug="malet"))
    Value.objects.create(
        indicator=made,
        period="2017",
        status="missing",
        missing_reason="Mätningen ställdes in",
        known_from=b.day("2017-01-01"),
    )
    page = client.get("/mal/2017/malet/").content.decode()
    assert "Mätningen ställdes in" in page
    assert '<p class="figure-value">–</p>' in page


def test_a_goal_that_has_ended_says_so(client: Client) -> None:
    b.goal("Målet", slug="malet", ended=True)
    assert "Målet gäller inte längre." in client.get("/mal/2017/malet/").content.decode()


def test_what_is_not_allowed_has_its_own_page() -> None:
    answer = refused(RequestFactory().get("/"), PermissionDenied())
    assert answer.status_code == 403
    assert "Du har inte behörighet" in answer.content.decode()


def test_a_goal_of_the_city_says_which_of_those_who_answer_for_it_do_nothing(client: Client) -> None:
    goal = b.goal("En trygg stad", sphere="council", slug="trygg-stad")
    slugs = ("ett", "tva", "tre", "fyra")
    doing, acting, silent, helping = (b.board(slug, short_name=slug.capitalize()) for slug in slugs)
    for body, role in ((doing, "leads"), (acting, "concerned"), (silent, "follows_up"), (helping, "contributes")):
        GoalRole.objects.create(goal=goal, organisation=body, role=role)
    b.goal("Eget mål", owner=doing, under=goal)
    b.activity(acting, "Nattvandring", for_goal=goal)
    page = client.get("/mal/2017/trygg-stad/").content.decode()
    section = page[page.index("Vilka tar sig an målet?") :].split("</section>")[0]
    assert "1 av 3 ansvariga och berörda har varken mål eller åtgärd" in section
    assert "Tre" in section
    b.activity(silent, "Belysning", for_goal=goal)
    assert (
        "Alla 3 ansvariga och berörda har ett mål eller en åtgärd"
        in client.get("/mal/2017/trygg-stad/").content.decode()
    )
