"""A file of 200,000 figures tried and stored, beside reading it and inserting its rows bare; memory as it grows."""

import csv
import resource
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.db import transaction

from bench.lines import line, write
from samstad import environment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area
from samstad.domain.steering.actions.uploads import keep_upload, note_trial
from samstad.domain.steering.models import Indicator, Value
from samstad.sources.figure_upload import Columns, store, try_file

AREAS, INDICATORS, YEARS = 500, 20, 20
SMALL_YEARS = 2
MOST, FLAT = 3.0, 1.15
AT_ONCE = 2_000
KNOWN_FROM = date(2017, 1, 1)
NOW = datetime(2017, 5, 2, tzinfo=UTC)
COLUMNS = Columns(area="area", indicator="indicator", period="period", value="value", kind="stadsdel")


def upload() -> None:
    """The ratio, and how much more memory a file of ten times as many rows takes."""
    Area.objects.bulk_create(Area(slug=f"omrade-{at}", name=f"Område {at}", kind="stadsdel") for at in range(AREAS))
    Indicator.objects.bulk_create(
        Indicator(slug=f"matt-{at}", name=f"Mått {at}", unit="procent") for at in range(INDICATORS)
    )
    few, many = _file(SMALL_YEARS), _file(YEARS)
    _try_and_store(few)
    before = _peak()
    real = _timed(lambda: _try_and_store(many))
    after = _peak()
    bare = _timed(lambda: _insert(many))
    write(line("upload of 200,000 values, tried and stored, beside bare", real / bare, "x", MOST))
    write(line("seconds, upload of 200,000 values tried and stored", real, "s"))
    write(line("memory of an upload of 200,000 values beside one of 20,000", after / before, "x", FLAT))
    write(line("peak memory, upload of 200,000 values", after, "MB"))


def _file(years: int) -> Path:
    file = environment.home() / f"siffror-{years}.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(["area", "indicator", "period", "value"])
        for year in range(2016 - years, 2016):
            for area in range(AREAS):
                for measure in range(INDICATORS):
                    rows.writerow([f"omrade-{area}", f"matt-{measure}", year, f"{area / 10 + measure}"])
    return file


def _insert(file: Path) -> None:
    """The rows as they stand, by the keys that they name, with nothing looked at."""
    areas = dict(Area.objects.values_list("slug", "pk"))
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    with file.open(encoding="utf-8", newline="") as text, transaction.atomic():
        rows = csv.reader(text)
        next(rows)
        while some := list(islice(rows, AT_ONCE)):
            Value.objects.bulk_create(
                Value(
                    area_id=areas[area],
                    indicator_id=indicators[measure],
                    period=period,
                    value=Decimal(value),
                    known_from=KNOWN_FROM,
                )
                for area, measure, period, value in some
            )


def _try_and_store(file: Path) -> None:
    made = keep_upload(
        file_name=file.name, sha256="0", columns=COLUMNS.plain(), source="bench", known_from=KNOWN_FROM,
        by=COMMAND_LINE, at=NOW,
    )  # fmt: skip
    trial = try_file(file, COLUMNS, known_from=KNOWN_FROM)
    tried = note_trial(upload=made, columns=COLUMNS.plain(), trial=trial.plain(), by=COMMAND_LINE, at=NOW)
    if store(file, tried, by=COMMAND_LINE, at=NOW) != Value.objects.count():
        raise RuntimeError("the figures of the file are not what is stored")
    Value.every.all().delete()


def _peak() -> float:
    """The most megabytes that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(done: Callable[[], object]) -> float:
    start = time.perf_counter()
    done()
    return time.perf_counter() - start
