"""Threads made by hand: no database, only what a test is about."""

from datetime import date
from typing import Any

from samstad.reports.thread_check import RULES, Finding, Thread
from samstad.reports.thread_check.graph import ActivityNode, Body, GoalNode, IndicatorNode, ProgrammeNode

FARSTA, SOCIAL, SKARPNACK = 1, 2, 3
LUP = 10
BODIES = {
    FARSTA: Body("farsta", "Farsta stadsdelsnämnd", "district_board"),
    SOCIAL: Body("socialnamnden", "Socialnämnden", "specialist_board"),
    SKARPNACK: Body("skarpnack", "Skarpnäcks stadsdelsnämnd", "district_board"),
}
PROGRAMME = ProgrammeNode("lup-farsta", "Program för Farsta", "local_programme", owner=FARSTA, area=101)
AREAS = {100: None, 101: 100, 102: 101, 103: 100}
"""100 the city, 101 Farsta with Fagersjö (102) in it, 103 Skarpnäck."""


def thread(**parts: Any) -> Thread:
    given = {"bodies": BODIES, "programmes": {LUP: PROGRAMME}, "area_parents": AREAS, **parts}
    return Thread(on=date(2017, 5, 2), year=2017, **given)


def goal(title: str = "Tryggheten ökar", **fields: Any) -> GoalNode:
    given = {"level": "Lokalt mål", "sphere": "local", "owner": FARSTA, "programme": LUP, **fields}
    return GoalNode(slug=fields.pop("slug", "mal"), title=title, **{k: v for k, v in given.items() if k != "slug"})


def theme(title: str = "Trygghet", **fields: Any) -> GoalNode:
    return goal(title, level="Tema", judged=False, **fields)


def activity(title: str = "Nattvandringar", **fields: Any) -> ActivityNode:
    given = {"kind": "measure", "owner": FARSTA, "programme": LUP, **fields}
    return ActivityNode(slug="atgard", title=title, **given)


def indicator(name: str = "Otrygga", *goals: int, **fields: Any) -> IndicatorNode:
    return IndicatorNode("indikator", name, goals=frozenset(goals), **fields)


def found(code: str, made: Thread) -> list[Finding]:
    """What one rule finds."""
    return list(RULES[code].rule(made))
