"""What is asked and given, and who gets what: a past day reads as it read when that day had ended."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import Phase, given, settings
from tests import builders as b
from tests.slow_examples import one_in
from tests.web.public.past_city import City, Days, days, read_back

from samstad.domain.cycle import actions as cycle
from samstad.domain.organisation.models import Organisation, OrganisationSuccession
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.programmes import actions as programmes
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ActionPlan
from samstad.domain.risk import actions as risk
from samstad.domain.steering import actions as steering
from samstad.domain.steering.actions import uploads
from samstad.domain.steering.actions.uploads import NewFigure
from samstad.domain.steering.models import Activity, Goal, Value

pytestmark = pytest.mark.django_db


class Asked(City):
    """The same city with figures of every district, plans of action, and money that is put into places."""

    PAGES = (
        "/program/lup-farsta/", "/program/lup-farsta/handlingsplaner/", "/namnder/trafik/medverkan/",
        "/namnder/trafik/medverkan/?omgang=t1", "/namnder/trafik/medverkan/?omgang=t2", "/behov/",
        "/behov/gap/otrygga/", "/behov/fordelning/", "/namnder/", "/omraden/",
    )  # fmt: skip
    DEEDS = (
        *((name, "") for name in (
            "request_plan", "request_plan", "save_plan", "save_plan", "save_plan", "decide_plan", "ask", "contribute",
            "own_goal", "working_method", "reword_given", "put_money", "count", "count_many", "undo_upload",
            "record_homes", "merge", "send_out", "reword_first", "rename",
        )),
        *(("answer", kind) for kind in ("yes", "no")),
        *(("step", status) for status in ("on_referral", "adopted")),
    )  # fmt: skip

    def begin(self) -> None:
        self.do("open_round", "")
        whole = self.district.parent
        self.districts = [self.district, *(b.area(f"d{n}", f"Stadsdel {n}", parent=whole) for n in range(5))]
        type(self.board).objects.filter(pk=self.board.pk).update(area=self.district)
        self.named = AreaList.objects.create(slug="lista", title="Prioriterade")
        AreaListEntry.objects.bulk_create(AreaListEntry(area_list=self.named, area=area) for area in self.districts[:2])
        self.unsafe = b.indicator("Otrygga", slug="otrygga", direction="lower", unit="antal personer")
        self.homes = b.indicator("Lägenheter", slug="lagenheter", direction="neutral", unit="antal bostäder")
        self.company = b.board("hem", "Hem AB", kind="company")
        self.small = b.board("liten", "Liten nämnd", kind="specialist_board")
        for place, area in enumerate(self.districts):
            Value.objects.create(
                indicator=self.unsafe, area=area, period="2015", value=Decimal(100 + 10 * place),
                known_from=date(2016, 1, 1),
            )  # fmt: skip

    def request_plan(self) -> None:
        wanted = programmes.Wanted(
            self.words("Gör en plan"), kind=RequestKind.ACTION_PLAN, leads=(self.board,), due=date(2017, 6, 1)
        )
        programmes.add_request(programme=self.programme, wanted=wanted, **self.who())

    def save_plan(self) -> None:
        last = ActionPlan.objects.last()
        goal = Goal.objects.get(pk=self.goal.pk)
        content = programmes.PlanContent(
            self.words("Så ser det ut"), self.day, (self.company,), ((goal, self.words("Mäts så")),)
        )
        programmes.save_action_plan(
            programme=self.programme, board=self.board, content=content, version=last.version if last else 0,
            **self.who(),
        )  # fmt: skip

    def decide_plan(self) -> None:
        if plan := ActionPlan.objects.select_related("board").last():
            programmes.decide_action_plan(plan=plan, decided_on=self.day, paragraph="3", **self.who())

    def own_goal(self) -> None:
        steering.add_goal(owner=self.other, year=2017, title=self.words("Vårt mål"), under=self.council, **self.who())

    def working_method(self) -> None:
        plan = steering.ActivityPlan(self.words("Arbetssätt"), kind="working_method")
        steering.add_activity(owner=self.other, year=2017, plan=plan, **self.who())

    def reword_given(self) -> None:
        if activity := Activity.objects.filter(owner=self.other).order_by("pk").first():
            plan = steering.ActivityPlan(self.words("Omskrivet"), kind=activity.kind, start=self.day)
            steering.change_activity(activity=activity, plan=plan, **self.who())

    def put_money(self) -> None:
        self.number += 1
        risk.enter_amount(
            organisation=self.company, area=self.districts[self.number % 3], year=2017, kind="running",
            amount=self.number * 1000 if self.number % 4 else None, **self.who(),
        )  # fmt: skip

    def count(self) -> None:
        self.number += 1
        Value.objects.create(
            indicator=self.unsafe, area=self.districts[self.number % 6], period="2016", value=Decimal(self.number),
            known_from=self.day,
        )  # fmt: skip

    def count_many(self) -> None:
        self.number += 1
        upload = uploads.keep_upload(
            file_name="f.csv", sha256=str(self.number), columns={}, source="fil", known_from=self.day, **self.who()
        )
        figures = [
            NewFigure(self.unsafe.pk, area.pk, None, "2016", "", "", Decimal(50 + self.number * n), "final", "", "")
            for n, area in enumerate(self.districts)
        ]
        uploads.store_upload(upload=upload, figures=figures, **self.who())

    def record_homes(self) -> None:
        self.number += 1
        Value.objects.create(
            indicator=self.homes, area=self.district, organisation=self.company, period="2016",
            value=Decimal(self.number), known_from=self.day,
        )  # fmt: skip

    def merge(self) -> None:
        if not OrganisationSuccession.objects.exists():
            gone = Organisation.objects.get(pk=self.small.pk)
            cycle.merge_bodies(gone=gone, into=self.other, on=date(2018, 1, 1), **self.who())

    def rename(self) -> None:
        indicator = type(self.unsafe).objects.get(pk=self.unsafe.pk)
        steering.rename_indicator(indicator=indicator, name=self.words("Otrygga"), **self.who())


@settings(one_in(16), phases=[Phase.generate])
@given(days(Asked.DEEDS, at_once=9))
def test_a_past_day_reads_as_it_read_then(client: Client, done: Days) -> None:
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        assert read_back(client, Asked(), done, patch) == {}
        transaction.set_rollback(True)
