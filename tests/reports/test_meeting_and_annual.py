"""Of the same facts: a page for a meeting with exceptions and decisions, and the annual report's goal chapter."""

import os
import re
from copy import deepcopy
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from tests import builders as b

from samstad.documents import render_html, render_pdf, render_word
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import OfficeAssessment, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import GoalLineage
from samstad.reports.annual_goals import annual_document, compose_annual
from samstad.reports.annual_goals.compose import Before
from samstad.reports.council_report import collect_round
from samstad.reports.council_report.meeting import compose_meeting, quiet_words

APPROVED = Path(__file__).parent / "approved"
DECIDED = {"judgement": "full", "text": "", "state": "decided", "decided_on": "2018-04-18", "paragraph": "12"}


def board(name: str, judgement: str, figures: str = "unknown", motivation: str = "") -> dict[str, Any]:
    return {"slug": name.lower(), "name": name, "judgement": judgement, "motivation": motivation, "figures": figures}


def goal(number: str, title: str, **fields: Any) -> dict[str, Any]:
    """A goal as the roll-up tells it, by default decided as fully met by everybody."""
    boards = fields.pop("boards", [board("Norr", "full"), board("Söder", "full")])
    silent = fields.get("silent", [])
    counts = {name: sum(row["judgement"] == name for row in boards) for name in ("full", "partly", "not", "unknown")}
    return {
        "slug": f"kf-{number}", "year": 2017, "number": number, "title": title, "level": "KF:s mål",
        "sphere": "council", "tally": {**counts, "silent": len(silent)}, "boards": boards, "silent": silent,
        "suggestion": {"judgement": "unknown", "known": 0, "asked": len(boards), "rule": "nothing_known"},
        "indicators": [], "assessment": DECIDED, **fields,
    }  # fmt: skip


def body(name: str, *, late: bool = False, state: str = "decided") -> dict[str, Any]:
    return {
        "slug": name.lower(), "name": f"{name} nämnden", "short_name": name, "kind": "district_board", "state": state,
        "submitted_on": "2018-01-20", "sent_out_on": "2018-01-25", "decided_on": "2018-02-06", "paragraph": "7",
        "late": late,
    }  # fmt: skip


def facts(*goals: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "schema": 1, "kind": "round_report", "example": False, "deviations": [], "missing": [],
        "round": {"slug": "2017-vb", "year": 2017, "kind": "vb", "cutoff": "2017-12-31", "due": "2018-02-15"},
        "coverage": [body("Norr"), body("Söder"), body("Väst", late=True, state="draft")], "goals": list(goals),
        **fields,
    }  # fmt: skip


MIXED = goal(
    "1.3", "En trygg stad",
    boards=[board("Norr", "full", "full"), board("Söder", "not", "not", "Tryggheten minskar.")], silent=["väst"],
    suggestion={"judgement": "not", "known": 2, "asked": 2, "rule": "all_not"},
    indicators=[
        {"slug": "trygga", "name": "Andel trygga", "results": ["full", "unknown"],
         "missing": [{"board": "Söder", "reason": "Mätningen ställdes in"}]},
        {"slug": "brott", "name": "Anmälda brott", "results": ["unknown"],
         "missing": [{"board": "Norr", "reason": ""}]},
    ],
    assessment={"judgement": "partly", "text": "Takten är låg.", "state": "proposed", "decided_on": None,
                "paragraph": ""},
)  # fmt: skip
WHOLE = facts(goal("1.1", "Skolan är bra"), MIXED, goal("1.4", "Ingen har sagt något", boards=[], assessment=None))


class TestMeeting:
    def test_only_what_is_talked_about_is_shown_and_the_rest_is_counted(self) -> None:
        meeting = compose_meeting(WHOLE)
        assert [one.title for one in meeting.goals] == ["1.3 En trygg stad"]
        assert meeting.unheld == ("1.4 Ingen har sagt något",)
        assert (meeting.quiet, meeting.late, meeting.deciding) == (1, ("Väst nämnden",), 1)
        assert quiet_words(meeting).startswith("1 mål uppfylls helt")
        assert quiet_words(compose_meeting(facts(MIXED))) == ""

    def test_an_exception_says_what_it_is_and_names_the_boards(self) -> None:
        [mixed, *_rest] = compose_meeting(WHOLE).goals
        assert (mixed.status, mixed.word, mixed.text) == ("partly", "Uppfylls delvis", "Takten är låg.")
        assert mixed.tally == "1 helt, 0 delvis, 1 inte, 0 kan inte bedömas, 1 har inte svarat."
        assert mixed.exceptions == (
            "Siffrorna säger något annat: uppfylls inte. 2 av 2 nämnder har siffror. Hos ingen med siffror nås målen.",
            "Uppfylls inte enligt Söder.",
            "Har inte svarat: Väst.",
        )

    def test_a_goal_that_is_not_fully_met_is_shown_even_when_everybody_agrees(self) -> None:
        agreed = goal("1.5", "Ren stad", boards=[board("Norr", "not")], assessment={**DECIDED, "judgement": "not"})
        [shown] = compose_meeting(facts(agreed)).goals
        assert (shown.status, shown.decisions) == ("not", ())

    def test_a_silent_body_without_a_report_has_its_name(self) -> None:
        [shown] = compose_meeting(facts(goal("1", "Mål", silent=["bolaget"], silent_names=["Bolaget AB"]))).goals
        assert shown.exceptions == ("Har inte svarat: Bolaget AB.",)

    def test_a_proposal_waits_for_its_decision_and_a_decided_one_does_not(self) -> None:
        told = deepcopy(MIXED)
        assert compose_meeting(facts(told)).goals[0].decisions == (
            "Kommunstyrelsen ska besluta bedömningen. Förslag: uppfylls delvis.",
        )
        told["assessment"] |= {"judgement": "full", "text": ""}
        assert "saknar motivering" in compose_meeting(facts(told)).goals[0].decisions[1]
        told["assessment"] = DECIDED
        assert compose_meeting(facts(told)).goals[0].decisions == ()
        told["assessment"] = None
        assert compose_meeting(facts(told)).goals[0].decisions == ("Ingen bedömning är föreslagen.",)

    def test_deviations_are_a_sentence_each(self) -> None:
        row = {"board": "Norr", "board_slug": "norr", "title": "Belysning", "status": "waiting",
               "deviation": "Dröjer.", "waiting_for": "Trafik"}  # fmt: skip
        meeting = compose_meeting(facts(deviations=[row], missing=[{}, {}]))
        assert meeting.deviations == (("Norr", "Belysning (väntar på annan). Väntar på Trafik. Dröjer."),)
        assert meeting.missing == 2


def as_text(html: str) -> str:
    lines = re.sub(r"<[^>]+>", "\n", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)).split("\n")
    return "\n".join(unescape(line.strip()) for line in lines if line.strip()) + "\n"


class TestAnnual:
    before = {
        "kf-1.1": (Before("1.1 Skolan är bra", "same", "partly"),),
        "kf-1.3": (Before("1.2 Trygghet", "merged", "not"), Before("1.5 Renhet", "merged", "")),
    }

    def test_as_approved(self) -> None:
        path = APPROVED / "annual_goals.txt"
        content = as_text(render_html(compose_annual(WHOLE, self.before, draft=True)))
        if os.environ.get("APPROVE"):
            path.write_text(content, encoding="utf-8", newline="\n")
        assert content == path.read_text(encoding="utf-8")

    def test_word_and_pdf_carry_the_same_judgement(self) -> None:
        document = compose_annual(WHOLE, self.before, draft=False)
        assert render_word(document).startswith(b"PK")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(render_pdf(document))).pages)
        assert "Mätningen ställdes in" in " ".join(text.split())

    def test_programme_goals_are_left_to_their_own_reports(self) -> None:
        text = render_html(compose_annual(facts(goal("9", "Delmålet", sphere="programme")), {}, draft=False))
        assert "Delmålet" not in text
        assert "Av 0 mål" in text

    @pytest.mark.django_db
    def test_it_is_a_draft_until_everything_is_decided_and_published(self) -> None:
        old = b.goal("Trygghet", "council", 2016, number="1.2")
        new = b.goal("En trygg stad", "council", 2017, number="1.3")
        GoalLineage.objects.create(before=old, after=new, kind="reworded")
        before = Round.objects.create(slug="2016-vb", year=2016, kind="vb", opened_on=date(2017, 1, 2))
        OfficeAssessment.objects.create(
            round=before, goal=old, judgement="not", state="decided", decided_on=date(2017, 4, 1), paragraph="3"
        )
        of_round = actions.open_round(year=2017, kind="vb", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
        assert annual_document(of_round).stamps == ("utkast",)
        actions.propose_assessment(
            of_round=of_round, goal=new, judgement="full", text="Bra.", version=0, by=COMMAND_LINE, at=b.NOON
        )
        publish(of_round)
        assert annual_document(of_round).stamps == ("utkast",)
        actions.decide_assessment(
            of_round=of_round, decided_on=date(2018, 4, 18), paragraph="12", by=COMMAND_LINE, at=b.NOON
        )
        publish(of_round)
        document = annual_document(of_round)
        assert document.stamps == ()
        assert "1.2 Trygghet: uppfylls inte (omformulerat)" in as_text(render_html(document))


def publish(of_round: Round) -> None:
    actions.publish_roll_up(of_round=of_round, collect=collect_round, on=date(2018, 4, 20), by=COMMAND_LINE, at=b.NOON)
