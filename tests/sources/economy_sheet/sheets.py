"""Sheets of economy as people make them."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from samstad.sources.economy_sheet import Reading, read_economy

HEAD = "Del;Namn;Slag;Budget (tkr);Utfall;Prognos;Avvikelse;Sökt belopp;Förklaring"


def csv_file(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "ekonomi.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def excel_file(folder: Path, rows: Iterable[Iterable[object]], head: str = HEAD) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(head.split(";"))
    for row in rows:
        sheet.append(list(row))
    path = folder / "ekonomi.xlsx"
    book.save(path)
    return path


def read(path: Path, *, unit: str = "", kind: str = "t2", over: int = 5) -> Reading:
    return read_economy(path, unit=unit, round_kind=kind, year=2017, explain_over=over)


def sentences(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.sentence) for problem in reading.problems]
