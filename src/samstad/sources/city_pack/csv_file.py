"""Reads values from CSV, comma or semicolon, with the line that each row begins on."""

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Protocol

from samstad.sources.city_pack.nodes import Node, Unreadable


class Reader(Protocol):
    """What `csv.reader` gives: rows, and the line that the last one ended on."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def read_csv(text: str, file: str, columns: list[str]) -> list[Node]:
    """One mapping per row; empty cells are absent. Raises `Unreadable` at a row of another width."""
    header = text.split("\n", 1)[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        _refuse_header(names, columns, file)
        return list(_rows(reader, names, file))
    except csv.Error as error:
        raise Unreadable(file, reader.line_num, f"CSV går inte att tyda här: {error}. Se över citattecknen.") from None


def _refuse_header(names: list[str], columns: list[str], file: str) -> None:
    if not names:
        raise Unreadable(file, 1, f"filen är tom. Första raden ska vara {','.join(columns)}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(file, 1, f"kolumnen {twice[0]} står två gånger. Ta bort den ena.")
    for name in names:
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            hint = f"Menade du ”{near[0]}”?" if near else f"Kolumnerna är {', '.join(columns)}."
            raise Unreadable(file, 1, f"okänt fält ”{name}”. {hint}")


def _rows(reader: "Reader", names: list[str], file: str) -> Iterator[Node]:
    begins = 2
    for cells in reader:
        if cells and len(cells) != len(names):
            sentence = f"raden har {len(cells)} celler men rubriken {len(names)}. Se över skiljetecken och citattecken."
            raise Unreadable(file, begins, sentence)
        if any(cells):
            yield Node(
                begins, {name: Node(begins, cell) for name, cell in zip(names, cells, strict=True) if cell != ""}
            )
        begins = reader.line_num + 1
