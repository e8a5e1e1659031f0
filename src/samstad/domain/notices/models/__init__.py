"""Notices, and how each person wants them."""

from samstad.domain.notices.models.notices import Notice
from samstad.domain.notices.models.wishes import Wishes

__all__ = ["Notice", "Wishes"]
