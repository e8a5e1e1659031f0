"""The reference data of other people's indices, kept beside the project; found by `SAMSTAD_REFERENCE` or ../shared."""

import csv
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samstad.calculations.index import Areas, Figures, Method, empty, parse_method
from samstad.calculations.index.figures import Floats

FOLDER = Path(os.environ.get("SAMSTAD_REFERENCE") or Path(__file__).parents[4] / "shared" / "reference")
needs_reference = pytest.mark.skipif(not (FOLDER / "asem").is_dir(), reason="referensdata finns inte bredvid projektet")


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "asem" / name).open(encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    return sorted(read, key=lambda row: row["uCode"]) if read and "uCode" in read[0] else read


def number(text: str) -> float:
    return float(text) if text not in ("", "NA") else float("nan")


def column(name: str, code: str) -> Floats:
    return np.array([number(row[code]) for row in rows(name)])


def codes(name: str) -> list[str]:
    return [code for code in rows(name)[0] if code != "uCode"]


def of_type(kind: str) -> list[dict[str, str]]:
    return [row for row in rows("02_imeta.csv") if row["Type"] == kind]


@cache
def figures() -> Figures:
    """The raw values of 51 countries in 49 indicators, with the denominators as columns of the areas."""
    raw = rows("01_raw_idata.csv")
    denominators = {row["iCode"]: column("01_raw_idata.csv", row["iCode"]) for row in of_type("Denominator")}
    areas = Areas(
        tuple(row["uCode"] for row in raw),
        tuple(row["uName"] for row in raw),
        ("",) * len(raw),
        tuple(row["EurAsia_group"] for row in raw),
        denominators,
    )
    made = empty(areas, [row["iCode"] for row in of_type("Indicator")], ["2018"])
    for at, code in enumerate(made.indicators):
        made.values[0, :, at] = column("01_raw_idata.csv", code)
    made.status[np.isfinite(made.values)] = 0
    return made


def method(**changes: Any) -> Method:
    """The method of the reference: hierarchy, directions, weights, denominators and treatment as they were run."""
    indicators = [
        {
            "code": row["iCode"],
            "parent": row["Parent"],
            "direction": int(row["Direction"]),
            "weight": float(row["Weight"]),
        }
        | ({"denominator": row["Denominator"]} if row["Denominator"] else {})
        for row in of_type("Indicator")
    ]
    nodes = [
        {"code": row["iCode"], "weight": float(row["Weight"])}
        | ({"parent": row["Parent"]} if row["Parent"] not in ("", "NA") else {})
        for row in of_type("Aggregate")
    ]
    mapping = {
        "index": "asem",
        "title": "ASEM",
        "version": 1,
        "indicators": indicators,
        "nodes": nodes,
        "missing": {"impute": "group_mean"},
        "treat": {"method": "winsorise_or_log"},
        "normalise": {"method": "minmax"},
    }
    return parse_method(mapping | changes)
