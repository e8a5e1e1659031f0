"""A new file, and a file read otherwise: kept, its columns guessed where nobody has said, and tried at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions.uploads import keep_upload, note_trial
from samstad.domain.steering.models import FigureUpload
from samstad.refusals import Refusal
from samstad.sources.figure_upload.columns import Columns, guess_columns, heading_score
from samstad.sources.figure_upload.keep import keep_file, kept_file
from samstad.sources.figure_upload.register import Register
from samstad.sources.figure_upload.trial import try_file
from samstad.sources.sheet import open_sheet

ROWS_LOOKED_AT = 500


def receive(
    *,
    name: str,
    parts: Iterable[bytes],
    columns: Columns | None,
    source: str,
    known_from: date,
    by: Actor,
    at: datetime,
) -> FigureUpload:
    """The upload with its first dry run. One whose columns cannot be guessed waits, untried, for a person to say."""
    sha256 = keep_file(name, parts)
    file = kept_file(name, sha256)
    read = columns or guess(file)
    upload = keep_upload(
        file_name=Path(name).name,
        sha256=sha256,
        columns=read.plain(),
        source=source,
        known_from=known_from,
        by=by,
        at=at,
    )
    try:
        return try_again(upload, read, by=by, at=at)
    except Refusal as refusal:
        found = {"hindrances": [refusal.sentence]}
        return note_trial(upload=upload, columns=read.plain(), trial=found, by=by, at=at)


def try_again(upload: FigureUpload, columns: Columns, *, by: Actor, at: datetime) -> FigureUpload:
    """The upload with a dry run by these columns. Raises `Refusal` where the file cannot be read by them."""
    file = kept_file(upload.file_name, upload.sha256)
    trial = try_file(file, columns, known_from=upload.known_from)
    return note_trial(upload=upload, columns=columns.plain(), trial=trial.plain(), by=by, at=at)


def guess(file: Path) -> Columns:
    """The columns by their headings, and the kind of areas by the first rows."""
    register = Register.read()
    with open_sheet(file, score=heading_score) as sheet:
        columns = guess_columns(sheet.headings, register.indicator_names)
        at = [sheet.headings.index(name) for name in (columns.area, columns.name) if name]
        places = {cells[place].strip() for _line, cells in islice(sheet.rows, ROWS_LOOKED_AT) for place in at}
    return replace(columns, kind=register.likely_kind(places))
