"""Small packs for tests: files written under a folder, loaded and dumped."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from tests.builders import NOON

from samstad.domain.people.actors import COMMAND_LINE
from samstad.sources.city_pack import Loaded, PackRefused, dump_packs, load_pack

HEAD = "slug: liten\ntitle: Liten stad\nexample: false\ncity: staden\n"
CITY = """\
areas:
  - {slug: staden, name: Staden, kind: stad}
  - {slug: norr, name: Norr, kind: stadsdelsomrade, parent: staden, tile: [1, 2]}
organisations:
  - {slug: norra, name: Norra stadsdelsnämnden, short_name: Norra, kind: district_board, area: norr}
  - {slug: sociala, name: Socialnämnden, short_name: Sociala, kind: specialist_board}
goal_levels:
  - {slug: kf-mal, name: KF:s mål, plural: KF:s mål, rank: 2, sphere: council}
  - {slug: namndmal, name: Nämndmål, plural: Nämndmål, rank: 5, sphere: board}
"""
GOALS = """\
goals:
  - slug: arbete
    level: kf-mal
    title: Fler i arbete
    year: 2017
  - slug: unga-i-arbete
    level: namndmal
    title: Unga i arbete
    year: 2017
    owner: norra
    programme: lup-norr
    areas: [norr]
    links:
      - {to: arbete, meaning: contributes}
indicators:
  - {slug: andel, name: Andel i arbete, unit: procent, goals: [{goal: unga-i-arbete}]}
activities:
  - slug: jobbcoach
    kind: activity
    title: Jobbcoach
    owner: norra
    year: 2017
    goals: [unga-i-arbete]
documents:
  - {slug: lup-norr, title: Program för Norr, kind: local_programme, status: adopted, owner: norra}
"""
VALUES = "indicator,area,period,sex,value,status,known_from\nandel,norr,2016,T,71.50,final,2017-02-01\n"
SMALL = {"pack.yaml": HEAD, "stad.yaml": CITY, "mal.yaml": GOALS, "values.csv": VALUES}


def frozen_report(report: Any) -> dict[str, Any]:
    return {"report": str(report), "state": report.state}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, files: dict[str, str] | None = None, *, check_only: bool = False) -> Loaded:
    if files is not None:
        write(folder, files)
    return load_pack(
        folder,
        by=COMMAND_LINE,
        at=NOON,
        collect_report=frozen_report,
        collect_round=lambda of_round: {"round": of_round.slug},
        check_only=check_only,
    )


def problems(folder: Path, files: dict[str, str]) -> list[str]:
    """What the load refuses, one text per problem."""
    try:
        load(folder, files)
    except PackRefused as refused:
        return [str(problem) for problem in refused.problems]
    return []


def dump(folder: Path) -> dict[str, str]:
    """Every dumped file by path, as text."""
    dump_packs(folder)
    return read(folder)


def read(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def empty_the_database() -> None:
    """An empty home, without waiting for a new database."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("samstad."):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
