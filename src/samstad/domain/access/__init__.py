"""Who may do what: code only, no tables."""

from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import NOTHING, Grants, grants, require

__all__ = ["NOTHING", "Grants", "Permission", "grants", "require"]
