"""What is said about a report, thread by thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstad.domain.cycle.models import Report, ReviewComment


@dataclass(frozen=True)
class Thread:
    """`title` is what it is about in words; `comments` begins with the first."""

    first: ReviewComment
    title: str
    comments: tuple[ReviewComment, ...]

    @property
    def is_open(self) -> bool:
        return self.first.is_open


def read_threads(report: Report, titles: Mapping[str, str]) -> list[Thread]:
    """Open threads first, each in the order it was said; `titles` names rows by their keys. One query."""
    comments = list(report.comments.all())
    threads = [
        Thread(
            first,
            titles.get(first.row, first.row) or _("Hela rapporten"),
            (first, *(comment for comment in comments if comment.thread_id == first.pk)),
        )
        for first in comments
        if first.thread_id is None
    ]
    return sorted(threads, key=lambda thread: not thread.is_open)
