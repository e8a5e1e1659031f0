"""Reads a committee's or board's programme document and drafts local development programmes from it."""

from .draft import ProgrammeDraft
from .read import read_programme_document, source_lines
from .render import draft_to_json, summary

__all__ = ["ProgrammeDraft", "draft_to_json", "read_programme_document", "source_lines", "summary"]
