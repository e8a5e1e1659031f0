"""Figures from a file: read by a mapping, tried against what is known, and stored as a whole."""

from samstad.sources.figure_upload.columns import Columns, guess_columns, heading_score
from samstad.sources.figure_upload.keep import keep_file, kept_file
from samstad.sources.figure_upload.receive import guess, receive, try_again
from samstad.sources.figure_upload.storing import store
from samstad.sources.figure_upload.trial import Trial, try_file

__all__ = [
    "Columns",
    "Trial",
    "guess",
    "guess_columns",
    "heading_score",
    "keep_file",
    "kept_file",
    "receive",
    "store",
    "try_again",
    "try_file",
]
