"""From a file that has been tried to figures: the same pass once more, and nothing unless it finds the same."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions.uploads import NewFigure, store_upload
from samstad.domain.steering.models import FigureUpload
from samstad.refusals import Refusal
from samstad.sources.figure_upload.columns import Columns
from samstad.sources.figure_upload.hindrances import hindrances
from samstad.sources.figure_upload.judge import Judged, Outcome, status_of
from samstad.sources.figure_upload.register import Register
from samstad.sources.figure_upload.tally import Tally
from samstad.sources.figure_upload.trial import over


def store(file: Path, upload: FigureUpload, *, leave_out_refused: bool = False, by: Actor, at: datetime) -> int:
    """How many figures were stored. Raises `Refusal`, with nothing stored, when something stands in the way, when rows
    are refused and are not to be left out, or when the known figures are others than in the dry run."""
    columns = Columns.of(upload.columns)
    register = Register.read(columns.kind)
    tally = Tally(register)
    return store_upload(
        upload=upload, figures=_figures(file, upload, columns, register, tally, leave_out_refused), by=by, at=at
    )


def _figures(
    file: Path, upload: FigureUpload, columns: Columns, register: Register, tally: Tally, leave_out_refused: bool
) -> Iterator[NewFigure]:
    for one in over(file, columns, register, tally, known_from=upload.known_from):
        if one.outcome == Outcome.REFUSED and not leave_out_refused:
            raise Refusal("refused_rows", _left(one))
        if one.outcome in (Outcome.NEW, Outcome.CHANGED):
            yield _figure(one)
    for sentence in hindrances(tally, columns):
        raise Refusal("hindered", sentence)
    if tally.fingerprint != upload.trial.get("fingerprint"):
        raise Refusal("changed_since", _("Siffrorna har ändrats sedan filen provades. Prova den igen."))


def _left(one: Judged) -> str:
    sentence = _("Rad %(line)d: %(reason)s. Rätta filen, eller lämna raden utanför.")
    return sentence % {"line": one.row.line, "reason": one.reason}


def _figure(one: Judged) -> NewFigure:
    indicator, period, sex, age = one.row.group
    return NewFigure(
        indicator=indicator,
        area=one.row.area,
        period=period,
        sex=sex,
        age_group=age,
        value=one.row.cell.number,
        status=status_of(one.row),
        missing_reason=one.row.cell.reason,
        note="",
    )
