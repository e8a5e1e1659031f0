"""A small city with figures, and files about it as sources write them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from tests import builders as b

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import AreaSuccession
from samstad.domain.steering.actions.uploads import keep_upload, note_trial
from samstad.domain.steering.models import FigureUpload, Value
from samstad.sources.figure_upload import Columns, Trial, guess_columns, store, try_file
from samstad.sources.sheet import open_sheet

KNOWN_FROM = date(2017, 4, 1)
SOURCE = "Tabell b1, statistikkontoret, 2017-04-01"


def city() -> None:
    """Three districts and the city; a neighbourhood called as a district; Rinkeby became Järva after 2022."""
    whole = b.area("staden", "Staden", "stad")
    for slug, name in (("farsta", "Farsta"), ("alvsjo", "Älvsjö")):
        b.area(slug, name, parent=whole)
    b.area("farsta-centrum", "Farsta", "stadsdel")
    old = b.area("rinkeby", "Rinkeby", parent=whole, valid_to=date(2022, 12, 31))
    new = b.area("jarva", "Järva", parent=whole, valid_from=date(2023, 1, 1))
    AreaSuccession.objects.create(before=old, after=new, on=date(2023, 1, 1))
    b.indicator("Folkmängd", slug="folkmangd", unit="antal personer")
    b.indicator("Andel med bistånd", slug="bistand", unit="procent av befolkningen")


def write(folder: Path, text: str, name: str = "siffror.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def write_excel(folder: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    path = folder / "siffror.xlsx"
    book.save(path)
    return path


def columns_of(path: Path, **chosen: object) -> Columns:
    """What is guessed from the headings, with what a person chose besides."""
    with open_sheet(path) as sheet:
        guessed = guess_columns(sheet.headings, frozenset({"folkmangd", "bistand"}))
    return Columns.of({**guessed.plain(), "kind": "stadsdelsomrade", **chosen})


def tried(path: Path, **chosen: object) -> Trial:
    return try_file(path, columns_of(path, **chosen), known_from=KNOWN_FROM)


def kept(path: Path, **chosen: object) -> FigureUpload:
    """The file as an upload that has been tried."""
    columns = columns_of(path, **chosen)
    upload = keep_upload(
        file_name=path.name, sha256="0" * 64, columns=columns.plain(), source=SOURCE, known_from=KNOWN_FROM,
        by=COMMAND_LINE, at=b.NOON,
    )  # fmt: skip
    trial = try_file(path, columns, known_from=KNOWN_FROM)
    note_trial(upload=upload, columns=columns.plain(), trial=trial.plain(), by=COMMAND_LINE, at=b.NOON)
    upload.refresh_from_db()
    return upload


def stored(path: Path, *, leave_out_refused: bool = False, **chosen: object) -> FigureUpload:
    upload = kept(path, **chosen)
    store(path, upload, leave_out_refused=leave_out_refused, by=COMMAND_LINE, at=b.NOON)
    upload.refresh_from_db()
    return upload


def figures() -> dict[tuple[str, str, str], Decimal | None]:
    """What is known now, by indicator, area and period; later rows last."""
    rows = Value.objects.select_related("indicator", "area").order_by("known_from", "pk")
    return {(row.indicator.slug, row.area.slug if row.area else "", row.period): row.value for row in rows}
