"""Plain tables, CSV or Parquet, read as texts so that every fault can be named by row and column."""

import codecs
import io
import unicodedata
from pathlib import Path

import polars as pl

from samstad.refusals import Refusal

LARGEST = 768 * 1024 * 1024
SEPARATORS = (",", ";", "\t")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTRACT = (
    "area",
    "indicator",
    "period",
    "value",
    "numerator",
    "denominator",
    "se",
    "status",
    "name",
    "parent",
    "group",
)
ROW = "__row"
NUL = "\0"
FIRST_DATA_ROW = 2
"""Row 1 of a Parquet file is its heading; a row of a CSV is the line where it starts."""


class NotUsable(Refusal):
    """A file that cannot be used, with the row and column at fault in the sentence."""

    def __init__(self, file: Path, sentence: str) -> None:
        super().__init__("bad_index_file", f"{file.name}: {sentence}")


def read_table(file: Path, needed: tuple[str, ...]) -> pl.DataFrame:
    """Every column as text, blanks around it removed and names in one Unicode form; `__row` is the row in the file."""
    if not file.is_file():
        raise NotUsable(file, "filen finns inte. Se över sökvägen.")
    if file.stat().st_size > LARGEST:
        raise NotUsable(file, f"filen är större än {LARGEST // 1024 // 1024} MB. Dela den per år eller indikator.")
    if not file.stat().st_size:
        raise NotUsable(file, "filen är tom.")
    frame, rows = _parquet(file) if file.suffix.lower() == ".parquet" else _csv(file)
    frame = frame.rename(_names(frame.columns, file))
    lacking = [name for name in needed if name not in frame.columns]
    if lacking:
        raise NotUsable(file, f"kolumnen {', '.join(lacking)} saknas. Filen har {', '.join(frame.columns)}.")
    if not frame.height:
        raise NotUsable(file, "filen har en rubrikrad men inga rader under den.")
    frame = frame.insert_column(0, rows)
    _refuse_nul(frame, file)
    return frame


def _refuse_nul(frame: pl.DataFrame, file: Path) -> None:
    """The sign that no text holds: two codes that look the same would be two."""
    for name in frame.columns[1:]:
        wrong = frame[name].str.contains(NUL, literal=True).fill_null(False)
        if wrong.any():
            raise NotUsable(
                file, f"rad {frame[ROW].filter(wrong)[0]}, kolumn {name}: texten har ett nolltecken. Skriv om den."
            )


def _csv(file: Path) -> tuple[pl.DataFrame, pl.Series]:
    content = _content(file)
    head, line = _heading(content, file)
    separator = max(SEPARATORS, key=lambda mark: head.count(mark.encode()))
    try:
        frame = pl.read_csv(content, separator=separator, infer_schema=False, truncate_ragged_lines=False)
    except pl.exceptions.ComputeError as fault:
        if "utf" in str(fault).lower():
            raise NotUsable(file, "filen är inte i UTF-8. Spara den som CSV UTF-8 och försök igen.") from None
        raise NotUsable(file, f"raderna har olika många kolumner eller ett citattecken för mycket ({fault}).") from None
    except pl.exceptions.PolarsError as fault:
        raise NotUsable(file, f"filen går inte att läsa som CSV ({fault}).") from None
    inside_the_heading = sum(name.count("\n") for name in frame.columns)
    return _cleaned(frame), _starts(frame, line + inside_the_heading + 1)


def _content(file: Path) -> Path | bytes:
    """The file itself when it is in UTF-8; one in UTF-16, known by its first two bytes, in UTF-8."""
    with file.open("rb") as start:
        if start.read(2) not in UTF_16:
            return file
    try:
        return file.read_bytes().decode("utf-16").encode()
    except UnicodeError:
        raise NotUsable(
            file, "filen är i UTF-16 men avbruten eller skadad. Spara den som CSV UTF-8 och försök igen."
        ) from None


def _heading(content: Path | bytes, file: Path) -> tuple[bytes, int]:
    """The first line that is not empty, and its number."""
    with content.open("rb") if isinstance(content, Path) else io.BytesIO(content) as lines:
        filled = ((text, line) for line, text in enumerate(lines, start=1) if text.strip(b"\r\n"))
        head, line = next(filled, (b"", 1))
    if NUL.encode() in head:
        raise NotUsable(file, "filen är ingen text, eller verkar vara i UTF-16. Spara den som CSV UTF-8.")
    return head, line


def _starts(frame: pl.DataFrame, first: int) -> pl.Series:
    """The line of the file where each row starts: one with line breaks inside quotes takes several."""
    breaks = frame.select(pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).cast(pl.Int64)))
    before = breaks.to_series().cum_sum().shift(1, fill_value=0)
    return (pl.int_range(first, first + frame.height, eager=True) + before).alias(ROW)


def _parquet(file: Path) -> tuple[pl.DataFrame, pl.Series]:
    try:
        frame = pl.read_parquet(file)
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise NotUsable(file, f"filen går inte att läsa som Parquet ({fault}).") from None
    rows = pl.int_range(FIRST_DATA_ROW, FIRST_DATA_ROW + frame.height, eager=True).alias(ROW)
    return _cleaned(frame.with_columns(pl.all().cast(pl.String))), rows


def _cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.all().str.strip_chars().str.normalize("NFC"))


def _names(columns: list[str], file: Path) -> dict[str, str]:
    """Column names in one form; a name of the contract may be written with capitals, as long as it stays alone."""
    clean = {name: unicodedata.normalize("NFC", name.strip().lstrip("\ufeff")) for name in columns}
    for name, new in clean.items():
        if new.lower() in CONTRACT and new.lower() not in clean.values():
            clean[name] = new.lower()
    twice = sorted({new for new in clean.values() if list(clean.values()).count(new) > 1})
    if twice:
        raise NotUsable(file, f"kolumnen {twice[0]} finns två gånger. Byt namn på den ena.")
    return clean


def numbers(frame: pl.DataFrame, column: str, file: Path) -> pl.Series:
    """The column as numbers; empty is null. Decimal comma or point, but not both in one column."""
    texts = frame[column].fill_null("")
    comma = texts.str.contains(r"^[+-]?\d[\d\s\u00a0]*,\d+$")
    point = texts.str.contains(r"^[+-]?\d*\.\d+([eE][+-]?\d+)?$")
    if comma.any() and point.any():
        row, other = frame[ROW].filter(comma)[0], frame[ROW].filter(point)[0]
        raise NotUsable(
            file,
            f"kolumnen {column} blandar decimalkomma (rad {row}) och decimalpunkt (rad {other}). Använd ett av dem.",
        )
    plain = texts.str.replace_all(r"[\s\u00a0]", "").str.replace(",", ".", literal=True)
    parsed = plain.cast(pl.Float64, strict=False)
    wrong = (plain != "") & (parsed.is_null() | parsed.is_nan() | parsed.is_infinite())
    if wrong.any():
        row, text = frame[ROW].filter(wrong)[0], texts.filter(wrong)[0]
        raise NotUsable(file, f"rad {row}, kolumn {column}: {text!r} är inget tal. Lämna tomt där värde saknas.")
    return parsed.rename(column)
