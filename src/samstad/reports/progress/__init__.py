"""How far reports have come, chapter by chapter: written, and approved by the head."""

from samstad.reports.progress.due import rows_in
from samstad.reports.progress.read import ChapterProgress, ReportProgress, read_progress

__all__ = ["ChapterProgress", "ReportProgress", "read_progress", "rows_in"]
