"""Who may do what: code only, no tables."""

from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import Grants, grants, require

__all__ = ["Grants", "Permission", "grants", "require"]
