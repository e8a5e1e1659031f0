"""The auditor's sample as a workbook: what was drawn, the figures, the history, and how to draw it again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.documents import Cell, Column, Table
from samstad.domain.cycle.choices import Judgement
from samstad.reports.desk.sample import Sample, SampledJudgement


def sample_tables(sample: Sample) -> list[Table]:
    """Four tables, one a sheet; the first column of each names the judgement."""
    return [_drawn(sample), _figures(sample), _history(sample), _how(sample)]


def _judgement(value: str) -> str:
    return str(Judgement(value).label) if value else ""


def _drawn(sample: Sample) -> Table:
    titles = (
        ("name", _("Bedömning")),
        ("round", _("Omgång")),
        ("board", _("Nämnd eller styrelse")),
        ("goal", _("Mål")),
        ("judgement", _("Nämnden bedömer")),
        ("figures", _("Så säger siffrorna")),
        ("motivation", _("Motivering")),
        ("by", _("Senast ändrad av")),
        ("decided", _("Beslutad")),
        ("paragraph", _("Paragraf")),
        ("number", _("Diarienummer")),
        ("hash", _("Den frysta textens SHA-256")),
        ("example", _("Exempeldata")),
    )
    return Table(_("Urval"), _columns(titles), tuple(_line(line) for line in sample.lines))


def _line(line: SampledJudgement) -> tuple[Cell, ...]:
    row, made = line.row, line.decision
    texts = (
        line.name,
        str(row.report.round),
        row.report.organisation.name,
        f"{row.goal.number} {row.goal.title}".strip(),
        _judgement(row.judgement),
        _judgement(row.figures or row.suggested),
        row.motivation,
        row.changed_by,
        made.meeting_date.isoformat() if made else "",
        made.paragraph if made else "",
        made.registration_number if made else "",
        line.frozen.sha256 if line.frozen else "",
        _("ja") if line.example else "",
    )
    return tuple(Cell(text) for text in texts)


def _figures(sample: Sample) -> Table:
    titles = (
        ("name", _("Bedömning")),
        ("indicator", _("Indikator")),
        ("unit", _("Enhet")),
        ("outcome", _("Utfall")),
        ("forecast", _("Prognos helår")),
        ("target", _("Årsmål")),
        ("previous", _("Året före")),
        ("missing", _("Saknas därför att")),
        ("comment", _("Kommentar")),
        ("source", _("Källa")),
    )
    rows = tuple(
        (
            Cell(line.name),
            Cell(one.name),
            Cell(one.unit),
            *(_number(value) for value in (one.outcome, one.forecast, one.target, one.previous)),
            *(Cell(value) for value in (one.missing_reason, one.comment, one.source)),
        )
        for line in sample.lines
        for one in line.figures
    )
    return Table(_("Siffror"), _columns(titles), rows)


def _number(value: str) -> Cell:
    return Cell(number=float(value)) if value else Cell("")


def _history(sample: Sample) -> Table:
    titles = (
        ("name", _("Bedömning")),
        ("at", _("När")),
        ("who", _("Vem")),
        ("what", _("Vad")),
        ("change", _("Ändring")),
    )
    rows = tuple(
        (
            Cell(line.name),
            Cell(timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M")),
            Cell(event.person),
            Cell(event.action),
            Cell("; ".join(f"{one.field}: {one.old} → {one.new}" for one in event.changes)),
        )
        for line in sample.lines
        for event in line.history
    )
    return Table(_("Historik"), _columns(titles), rows)


def _how(sample: Sample) -> Table:
    rule = _("De bedömningar vars SHA-256 av frö, radbyte och namn är lägst, i den ordningen.")
    rows = (
        (_("Frö"), sample.seed),
        (_("Dragna"), str(sample.size)),
        (_("Ur så många bedömningar"), str(sample.population)),
        (_("Omgång"), sample.round or _("alla")),
        (_("Så drogs de"), rule),
    )
    titles = (("what", _("Vad")), ("value", _("Värde")))
    return Table(_("Om urvalet"), _columns(titles), tuple((Cell(what), Cell(value)) for what, value in rows))


def _columns(titles: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    return tuple(Column(key, title) for key, title in titles)
