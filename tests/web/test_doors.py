"""Every address behind the sign-in, tried by those who have no business there. A new address is put in the table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Attachment, Report, UnitText
from samstad.domain.cycle.queries import find_report
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.domain.programmes.models import ProgrammeImport
from samstad.web.desk import own_steps, report_steps
from samstad.web.desk import urls as desk_urls
from samstad.web.setup import urls as setup_urls

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
SECRET = "Hemligt utkast till sammanfattning"
REPORT: dict[str, Any] = {"board": "farsta", "year": 2017, "kind": "t1"}
BOARD: dict[str, Any] = {"board": "farsta"}

TO_ALL_WHO_SIGN_IN: dict[str, dict[str, Any]] = {
    "desk:mine": {},
    "desk:seen": {},
    "desk:programmes": {},
    "desk:programme_gaps": {"programme": "lup"},
    "desk:city_gaps": {},
}
"""What one sees there is one's own, or public."""

SIGNED: dict[str, dict[str, Any]] = {"desk:calendar": {"token": "1.0:x"}, "desk:stop_mail": {"token": "1.0:x"}}
"""Opened by a word that only the service can have made, without sign-in."""

CLOSED: dict[str, dict[str, Any]] = {
    "desk:sample": {},
    "desk:sample_file": {},
    "desk:burden": {},
    "desk:plan": BOARD,
    "desk:plan_sheet": {**BOARD, "year": 2017},
    "desk:plan_file": {**BOARD, "year": 2017},
    "desk:next_year": {**BOARD, "year": 2017},
    "desk:reports": BOARD,
    "desk:report": REPORT,
    "desk:measures": {**BOARD, "year": 2018},
    "desk:report_sheet": REPORT,
    "desk:report_paste": REPORT,
    "desk:report_upload": REPORT,
    "desk:economy": REPORT,
    "desk:economy_sheet": {**REPORT, "unit": "tkr"},
    "desk:answer_guard": REPORT,
    "desk:attach": REPORT,
    "desk:talk": REPORT,
    "desk:unit_texts": REPORT,
    "desk:unit": {"unit": "solen"},
    "desk:step": {**REPORT, "step": "hand_in"},
    "desk:asked": {**BOARD, "year": 2017},
    "desk:action_plan": BOARD,
    "desk:requests": {"programme": "lup"},
    "desk:medverkan": BOARD,
    "desk:programme": {"slug": "lup"},
    "desk:gaps": BOARD,
    "desk:amounts": BOARD,
    "desk:need": {},
    "desk:selection": {"pk": 1},
    "desk:what_if": {"slug": "prov"},
    "desk:propose": {"slug": "prov"},
    "desk:figures": {},
    "desk:protection": {},
    "desk:upload": {"pk": 1},
    "desk:fetch": {"pk": 1},
    "desk:drafts": {},
    "desk:board_drafts": {"source": 1, **BOARD},
    "desk:reconciliation": {"year": 2017},
    "desk:changes": {"year": 2017},
    "desk:council_budget": {"year": 2018},
    "desk:city": {"year": 2017, "kind": "t1"},
    "desk:city_board": {**REPORT},
    "setup:start": {},
    "setup:organisations": {},
    "setup:organisation": {"body": "farsta"},
    "setup:people": {},
    "setup:person": {"pk": 1},
    "setup:rounds": {},
    "setup:template": {"of_round": "2017-t1"},
    "setup:places": {},
    "setup:place": {"area": "farsta"},
    "setup:word_template": {},
    "setup:word_template_file": {},
    "setup:history": {},
}
OWN_ROLE_OPENS = {"desk:drafts": ("coordinator",)}
"""Pages that list what is one's own board's, for whoever has the role at any board."""


@dataclass
class City:
    board: Organisation
    other: Organisation
    unit: Organisation
    report: Report
    file: Attachment


@pytest.fixture
def city() -> City:
    """A board in the middle of its work: a report that is a draft, with a file, a comment and a text of its unit's."""
    board = b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))
    other = b.board("bromma", "Bromma stadsdelsnämnd")
    unit = b.board("solen", "Solens förskola", kind="unit", parent=board)
    b.activity(board, "Nattvandringar", for_goal=b.goal("Tryggt", owner=board, slug="tryggt"), slug="nattvandring")
    b.programme(board, "lup")
    ProgrammeImport.objects.create(
        pk=1, title="Bilaga", sha256="0" * 64, at=b.NOON, placed_share=1, lines=[], unplaced=[]
    )
    for year, kind in ((2017, "t1"), (2017, "vp"), (2017, "avstamning"), (2018, "underlag"), (2018, "kf-budget")):
        actions.open_round(year=year, kind=kind, cutoff=None, due=None, **WHO)
    report = find_report("farsta", 2017, "t1")
    assert report is not None
    actions.save_section_text(report=report, key="summary", version=0, text=SECRET, **WHO)
    file = actions.attach_file(report=report, file_name="a.csv", content=b"a;b\n1;2\n", title=SECRET, **WHO)
    actions.comment_report(report=report, text=SECRET, **WHO)
    UnitText.objects.create(report=report, unit=unit, row="s.summary", text=SECRET, version=1)
    return City(board, other, unit, report, file)


def the_others_coordinator(city: City) -> User:
    return b.person("Kim", ("coordinator", city.other))


def the_others_reporter(city: City) -> User:
    return b.person("Sara", ("reporter", city.other))


def whose_role_has_ended(city: City) -> User:
    return _for_days(city, None, timezone.localdate() - timedelta(days=1))


def whose_role_has_not_begun(city: City) -> User:
    return _for_days(city, timezone.localdate() + timedelta(days=1), None)


def an_elected_reader_of_the_board(city: City) -> User:
    return b.person("Eli", ("elected_reader", city.board))


def somebody_without_any_role(city: City) -> User:
    return b.person("Ulf")


def who_writes_for_a_unit(city: City) -> User:
    return b.person("Eva", ("reporter", city.unit))


def who_coordinates_a_board_that_has_gone_up_in_a_third(city: City) -> User:
    gone = b.board("gammal")
    person = b.person("Gun", ("coordinator", gone))
    actions.merge_bodies(gone=gone, into=city.other, on=date(2017, 5, 1), **WHO)
    return person


def _for_days(city: City, first: date | None, last: date | None) -> User:
    person = b.person("Vik")
    for role in ("coordinator", "secretary", "approver"):
        RoleAssignment.objects.create(user=person, role=role, organisation=city.board, valid_from=first, valid_to=last)
    return person


OUTSIDERS = [
    the_others_coordinator,
    the_others_reporter,
    whose_role_has_ended,
    whose_role_has_not_begun,
    an_elected_reader_of_the_board,
    somebody_without_any_role,
    who_writes_for_a_unit,
    who_coordinates_a_board_that_has_gone_up_in_a_third,
]


def closed_to(person: User) -> list[str]:
    """The addresses that are closed to the person, by name; a unit's own page is open to who writes for it."""
    roles = set(RoleAssignment.objects.filter(user=person).values_list("role", flat=True))
    own = set(RoleAssignment.objects.filter(user=person).values_list("organisation__slug", flat=True))
    at_work = {"bromma"} & own
    opened = {name for name, fitting in OWN_ROLE_OPENS.items() if at_work and roles.intersection(fitting)}
    return [name for name in CLOSED if name not in opened and not (name == "desk:unit" and "solen" in own)]


def address(name: str) -> str:
    return reverse(name, kwargs={**CLOSED, **TO_ALL_WHO_SIGN_IN, **SIGNED}[name])


def stands() -> dict[str, Any]:
    """What a deed would leave traces in."""
    return {
        "events": Event.objects.count(),
        "notices": Notice.objects.count(),
        "states": sorted(Report.objects.values_list("pk", "state")),
        "files": Attachment.objects.filter(withdrawn_at=None).count(),
    }


def test_every_address_behind_the_sign_in_is_in_the_table() -> None:
    names = {f"desk:{pattern.name}" for pattern in desk_urls.urlpatterns if isinstance(pattern, URLPattern)}
    names |= {f"setup:{pattern.name}" for pattern in setup_urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert names == {*CLOSED, *TO_ALL_WHO_SIGN_IN, *SIGNED}


@pytest.mark.parametrize("language", ["", "/en"])
def test_who_has_not_signed_in_is_sent_to_do_so_and_changes_nothing(client: Client, city: City, language: str) -> None:
    before = stands()
    for name in (*CLOSED, *TO_ALL_WHO_SIGN_IN):
        for ask in (client.get, client.post):
            answer = ask(language + address(name))
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(f"{language}/konto/login/?next="), name
    assert stands() == before


@pytest.mark.parametrize("name", SIGNED)
def test_a_word_that_the_service_has_not_made_opens_nothing(client: Client, name: str) -> None:
    for ask in (client.get, client.post):
        assert ask(address(name)).status_code in (400, 404, 405)


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_who_has_no_business_there_is_refused_and_reads_nothing(client: Client, city: City, outsider: Any) -> None:
    person = outsider(city)
    enter(client, person)
    before = stands()
    for name in closed_to(person):
        if name in ("desk:step", "desk:answer_guard", "desk:attach", "desk:talk"):
            continue  # nothing to read there
        answer = client.get(address(name))
        assert answer.status_code in (403, 404), name
        assert SECRET not in answer.content.decode(), name
    assert stands() == before


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_who_has_no_business_there_changes_nothing(client: Client, city: City, outsider: Any) -> None:
    person = outsider(city)
    enter(client, person)
    before = stands()
    for name in closed_to(person):
        if name != "desk:step":
            assert client.post(address(name), {"step": "x"}).status_code in (403, 404), name
    for step in report_steps.STEPS:
        client.post(reverse("desk:step", kwargs={**REPORT, "step": step}), form(city))
    for step in own_steps.STEPS:
        if step not in ("wishes", "renew_calendar"):  # one's own only
            client.post(reverse("desk:mine"), {**form(city), "step": step})
    assert stands() == before


def form(city: City) -> dict[str, str]:
    """Everything that a step may ask for, so that it is the role it falls on."""
    people = list(User.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "report": str(city.report.pk),
        "board": "farsta",
        "row": "a.nattvandring",
        "version": "0",
        "status": "done",
        "chapter": "summary",
        "approved": "1",
        "title": "Eget",
        "comment": "Nej.",
        "section": "summary",
        "ready": "1",
        "on": "2017-05-02",
        "meeting_date": "2017-05-02",
        "paragraph": "7",
        "note": "Rättat.",
        "summary": "Rättat.",
        "person": "",
        "giver": str(people[0]),
        "receiver": str(people[-1]),
        "first_day": timezone.localdate().isoformat(),
    }


@pytest.mark.parametrize("outsider", [None, *OUTSIDERS])
def test_a_draft_and_its_files_are_on_no_public_page(client: Client, city: City, outsider: Any) -> None:
    if outsider is not None:
        enter(client, outsider(city))
    page = "/uppfoljning/2017/t1/farsta/"
    for tail in ("", "?version=1", "?version=²", "rapport.docx", "rapport.pdf", "utbytesblad-1.pdf",
                 f"bilaga/{city.file.pk}/"):  # fmt: skip
        answer = client.get(page + tail)
        assert answer.status_code == 404, tail
        assert SECRET not in answer.content.decode(errors="ignore"), tail
    for public in ("/uppfoljning/2017/t1/", "/uppfoljning/2017/t1/mote/", "/namnder/farsta/", "/mal/2017/"):
        assert SECRET not in client.get(public).content.decode(), public
    other = f"/uppfoljning/2017/t1/bromma/bilaga/{city.file.pk}/"
    assert client.get(other).status_code == 404


def test_who_has_been_let_go_is_out_at_once(client: Client, city: City) -> None:
    person = b.person("Ada", ("coordinator", city.board))
    enter(client, person)
    assert client.get(address("desk:report")).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(address("desk:report")).status_code == 302


def test_nothing_is_taken_from_a_form_on_another_site(city: City) -> None:
    client = Client(enforce_csrf_checks=True)
    roles = [(role, city.board) for role in ("coordinator", "approver", "secretary", "reporter")]
    enter(client, b.person("Ada", ("administrator", None), ("city_coordinator", None), *roles))
    before = stands()
    for name in (*CLOSED, *TO_ALL_WHO_SIGN_IN):
        assert client.post(address(name), form(city)).status_code == 403, name
    for account in ("account_login", "account_logout", "account_change_password", "mfa_activate_totp"):
        assert client.post(reverse(account), {}).status_code == 403, account
    assert stands() == before
