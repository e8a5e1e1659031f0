"""Counts about too few people are not told, nor what they could be reckoned from.

A protected value is moved to where nothing reads it, so that every page, file, map, index and report finds it missing
with its reason: there is no output that could forget to ask.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from math import isinf
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.disclosure import Bounds, Key, Protected, Unprotectable, attack, protect, table_of
from samstad.calculations.disclosure.structure import Tree
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.places.queries import area_tree
from samstad.domain.steering.choices import PROTECTED, Sex, ValueStatus
from samstad.domain.steering.models import Indicator, Value
from samstad.domain.steering.queries.counts import key_of, places_of, read_counts
from samstad.refusals import Refusal

LEAST, MOST = 2, 100
AT_ONCE = 500


@transaction.atomic
def set_protection(*, indicator: Indicator, below: int, by: Actor, at: datetime) -> None:
    """Counts of the indicator under `below` persons are not told from now on; 0 tells them all."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    if below and not LEAST <= below <= MOST:
        raise Refusal("bad_threshold", _("Ange en gräns mellan 2 och 100 personer, eller 0 för inget skydd."))
    before, indicator.protect_below = indicator.protect_below, below
    indicator.save(update_fields=["protect_below"])
    record(
        "set_protection",
        subject="steering.indicator",
        key=indicator.slug,
        by=by,
        at=at,
        change={"protect_below": [before, below]},
    )
    protect_figures([indicator.pk], by=by, at=at)


def protect_figures(indicators: Collection[int] | None, *, by: Actor, at: datetime) -> int:
    """How many values are not told, of the indicators or (None) of all: done last in every action that writes figures.

    One query where no indicator is protected. Raises `Refusal` when a small count cannot be protected at all.
    """
    touched = Q() if indicators is None else _touching(indicators)
    chosen = Indicator.objects.filter(touched).filter(Q(protect_below__gt=0) | Exists(_KEPT)).distinct()
    keys = set(chosen.values_list("pk", flat=True))
    if not keys:
        return 0
    # All that hang together are put back first and protected after: what one count hides of a common share must not
    # be told when the other is protected anew.
    family = list(Indicator.objects.filter(pk__in=_family(keys)).order_by("pk"))
    before = {indicator.pk: set(_hidden_keys(indicator)) for indicator in family if indicator.protect_below}
    Value.every.reveal(Q(indicator__in=family))
    places = places_of(area_tree())
    return sum(
        _protect(indicator, before[indicator.pk], places, by, at) for indicator in family if indicator.protect_below
    )


_KEPT = Value.every.filter(indicator=OuterRef("pk"), kept_value__isnull=False)


def _touching(indicators: Collection[int]) -> Q:
    """The indicators themselves, and the counts that they are shares of: a new share may tell an old count."""
    return Q(pk__in=indicators) | Q(shares__in=indicators) | Q(shares_of__in=indicators)


def _family(indicators: set[int]) -> set[int]:
    """The indicators with every share of them, the other counts of those shares, their shares, and so on; one query."""
    made_of = Indicator.objects.filter(Q(numerator__isnull=False) | Q(denominator__isnull=False))
    ties = [set(filter(None, row)) for row in made_of.values_list("pk", "numerator_id", "denominator_id")]
    found = set(indicators)
    while more := {key for tie in ties if tie & found for key in tie} - found:
        found |= more
    return found


def _protect(
    indicator: Indicator, before: set[Key], places: dict[str, tuple[str, ...]], by: Actor, at: datetime
) -> int:
    shares = list(Indicator.objects.filter(Q(numerator=indicator) | Q(denominator=indicator)))
    counts = read_counts(indicator)
    protected, bounds, left_out = _protected(indicator, counts, places)
    keys = set(protected.hidden)
    _hide(_rows([indicator], keys), bounds)
    _hide(_rows(shares, keys), {})
    _hide(_small(indicator), {})
    if keys != before:
        change = {
            "protected": [len(before), len(keys)],
            "cells": [None, _log(protected)],
            "not_sums": [None, [list(key) for key in left_out]],
        }
        record("protect_figures", subject="steering.indicator", key=indicator.slug, by=by, at=at, change=change)
    return len(keys)


def _protected(
    indicator: Indicator, counts: dict[Key, int], places: dict[str, tuple[str, ...]]
) -> tuple[Protected, dict[Key, Bounds], tuple[Key, ...]]:
    """What is hidden, within what anybody can reckon each hidden count to be, and the totals that are no sums."""
    ages = tuple(sorted({key[3] for key in counts} - {""}))
    dimensions: list[Tree] = [places, {}, {"": (Sex.WOMEN.value, Sex.MEN.value)}, {"": ages} if ages else {}]
    structure, left_out = table_of(counts, dimensions)
    try:
        protected = protect(structure, counts, k=indicator.protect_below)
    except Unprotectable as fault:
        raise Refusal("cannot_protect", f"{indicator.name}: {fault.sentence}") from None
    found = attack(structure, protected.published, targets=protected.hidden)
    # A cell that no total holds is hidden for one reason only: it is small.
    most = indicator.protect_below - 1
    bounds = {key: Bounds(b.least, most) if isinf(b.greatest) else b for key, b in found.items()}
    return protected, bounds, left_out


def _hidden_keys(indicator: Indicator) -> Iterable[Key]:
    kept = Value.objects.filter(indicator=indicator, kept_value__isnull=False)
    return (key_of(row) for row in kept.select_related("area", "organisation"))


def _rows(indicators: list[Indicator], keys: set[Key]) -> Iterable[Value]:
    """Every value of the hidden cells, also those that later ones have superseded: the past is read too."""
    found = Value.every.filter(indicator__in=indicators, value__isnull=False).select_related("area", "organisation")
    return (row for row in found.iterator(chunk_size=AT_ONCE) if key_of(row) in keys)


def _small(indicator: Indicator) -> Iterable[Value]:
    """Superseded values that are small themselves, where what is known now is not."""
    return Value.every.filter(indicator=indicator, value__lt=indicator.protect_below, value__gte=0).iterator(
        chunk_size=AT_ONCE
    )


def _hide(rows: Iterable[Value], bounds: Mapping[Key, Bounds]) -> None:
    hidden = []
    for row in rows:
        told = bounds.get(key_of(row)) if bounds else None
        row.at_least, row.at_most = (int(told.least), int(told.greatest)) if told else (None, None)
        row.kept_value, row.kept_status = row.value, row.status
        row.value, row.status, row.missing_reason = None, ValueStatus.MISSING, PROTECTED
        hidden.append(row)
    columns = ["kept_value", "kept_status", "value", "status", "missing_reason", "at_least", "at_most"]
    Value.every.bulk_update(hidden, columns, batch_size=AT_ONCE)


def _log(protected: Protected) -> list[dict[str, Any]]:
    """Why each cell is left out: for those who keep the figures, since it tells which of them is the small one."""
    return [
        {
            "cell": list(key),
            "cause": reason.cause.value,
            "protects": list(reason.protects) if reason.protects else None,
            "within": list(reason.within) if reason.within else None,
        }
        for key, reason in sorted(protected.hidden.items())
    ]
