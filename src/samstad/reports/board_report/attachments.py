"""The files that belong to a report: what is frozen about them, and how the document lists them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstad.documents import Block, Cell, Column, Heading, Table
from samstad.domain.cycle.models import Attachment, Report
from samstad.reports.wording import number


def attachments_of(report: Report) -> QuerySet[Attachment]:
    """The report's files without their content, in the order they were added."""
    return report.attachments.filter(withdrawn_at=None).defer("content")


def attachment_facts(files: Iterable[Attachment]) -> list[dict[str, Any]]:
    """The files as plain JSON, to be frozen with the report: by their hash they can be told from any other."""
    return [
        {
            "title": file.title,
            "file_name": file.file_name,
            "kind": file.kind,
            "size": file.size,
            "sha256": file.sha256,
            "alt": file.alt,
        }
        for file in files
    ]


def attachment_blocks(facts: Mapping[str, Any]) -> list[Block]:
    """The last chapter, where there are files."""
    files = facts.get("attachments", [])
    if not files:
        return []
    columns = (
        Column("title", _("Bilaga"), width=3),
        Column("file", _("Fil"), width=2),
        Column("size", _("Storlek"), "number"),
        Column("hash", _("Fingeravtryck"), width=2),
    )
    rows = tuple(
        (
            Cell(f"{file['title']}. {file['alt']}" if file["alt"] else file["title"]),
            Cell(file["file_name"]),
            Cell(size_words(file["size"])),
            Cell(f"{file['sha256'][:16]}…"),
        )
        for file in files
    )
    return [Heading(1, _("Bilagor")), Table(_("Bilagor till rapporten"), columns, rows)]


def size_words(size: int) -> str:
    """ "12 kB" or "3,4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{number(Decimal(size) / 1_000_000)} MB"
