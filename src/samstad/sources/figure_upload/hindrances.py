"""What stops a file, and what a person should know of one that is not stopped: one sentence each."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.crosswalks.carry import told
from samstad.sources.figure_upload.columns import Columns
from samstad.sources.figure_upload.rows import Group
from samstad.sources.figure_upload.tally import PeopleOf, Tally

NEAR = 1e-9
GROUPS_NAMED = 3
AREAS_NAMED = 5


def hindrances(tally: Tally, columns: Columns) -> list[str]:
    """Why the file cannot be stored at all; empty for one that can."""
    found = [*_doubles(tally), *_two_writings(tally), *_lost(tally), *_sums(tally, columns), *_shares(tally, columns)]
    if not sum(tally.counts.values()):
        found.append(_("Filen har en rubrikrad men inga rader under den."))
    return found


def remarks(tally: Tally) -> list[str]:
    """What of the file is not read, and areas that its latest period says nothing of."""
    return [*tally.unread, *_without(tally)]


def _without(tally: Tally) -> list[str]:
    if not tally.held:
        return []
    without = [area.name for area in tally.register.of_kind(tally.year) if area.pk not in tally.held]
    if not without:
        return []
    said = {"period": tally.latest, "areas": _some(without)}
    return [_("%(period)s: filen har inget för %(areas)s.") % said]


def _doubles(tally: Tally) -> Iterator[str]:
    for first, second in tally.doubles():
        if first == second:
            yield _("Rad %(line)d: två kolumner säger samma sak om samma område. Behåll en av dem.") % {"line": first}
        else:
            sentence = _("Rad %(second)d säger samma sak om samma område som rad %(first)d. Behåll en av dem.")
            yield sentence % {"first": first, "second": second}


def _two_writings(tally: Tally) -> Iterator[str]:
    for column, lines in tally.writings.items():
        if len(lines) > 1:
            sentence = _(
                "Kolumnen ”%(column)s” blandar decimalkomma (rad %(comma)d) och decimalpunkt (rad %(point)d). "
                "Använd ett av dem."
            )
            yield sentence % {"column": column, "comma": lines[","], "point": lines["."]}


def _lost(tally: Tally) -> Iterator[str]:
    """People in areas that the city does not have: the file would lose them."""
    groups = [(group, people) for group, people in tally.people.items() if people.lost]
    for group, people in sorted(groups, key=lambda pair: (pair[0][1], pair[0]), reverse=True)[:GROUPS_NAMED]:
        many = sum(people.lost.values())
        said = {"what": _of(tally, group), "areas": _some(list(people.lost)), "many": _whole(many)}
        if not many:
            yield _("%(what)s: %(areas)s finns inte som område. Rätta raden, eller säg att den inte hör dit.") % said
            continue
        said["share"] = f"{100 * many / (many + float(people.placed)):.1f}".replace(".", ",")
        said["areas"] = told(people.lost)
        sentence = _(
            "%(what)s: %(many)s (%(share)s procent) hör till områden som inte finns: %(areas)s. "
            "Rätta raderna, eller säg att de inte hör till något område."
        )
        yield sentence % said


def _sums(tally: Tally, columns: Columns) -> Iterator[str]:
    """The areas do not add up to the city's own row, unless the source is said not to let them."""
    if columns.parts_differ:
        return
    off = [(group, people) for group, people in tally.people.items() if _differs(people)]
    for group, people in sorted(off, key=lambda pair: (pair[0][1], pair[0]), reverse=True)[:GROUPS_NAMED]:
        yield _sum_sentence(_of(tally, group), people.placed, people.city or Decimal(0))


def _sum_sentence(what: str, parts: Decimal, whole: Decimal) -> str:
    sentence = (
        _(
            "%(what)s: områdena summerar till %(parts)s men hela staden är %(whole)s, så %(gone)s saknas. "
            "Rätta filen, eller säg att källan inte summerar."
        )
        if whole > parts
        else _(
            "%(what)s: områdena summerar till %(parts)s men hela staden är %(whole)s, så %(gone)s räknas två gånger. "
            "Rätta filen, eller säg att källan inte summerar."
        )
    )
    gone = abs(whole - parts)
    return sentence % {"what": what, "parts": _whole(parts), "whole": _whole(whole), "gone": _whole(gone)}


def _differs(people: PeopleOf) -> bool:
    if people.city is None or not people.placed or people.lost:
        return False
    gone = float(abs(people.city - people.placed))
    return gone > NEAR * max(float(abs(people.city)), 1.0)


def _shares(tally: Tally, columns: Columns) -> Iterator[str]:
    for indicator, highest in tally.highest_share.items():
        if not columns.share and 0 < highest <= 1:
            sentence = _(
                "%(what)s: alla värden ligger mellan 0 och 1, men indikatorn är i procent. "
                "Säg om de är andelar av ett eller redan procent."
            )
            yield sentence % {"what": tally.register.indicators[indicator].name}


def _of(tally: Tally, group: Group) -> str:
    indicator, period, sex, age, body = group
    name = tally.register.indicators[indicator].name
    return " ".join(part for part in (name, tally.register.body_name(body), sex, age, period) if part)


def _some(names: list[str]) -> str:
    """The first names, with how many there are besides."""
    shown = ", ".join(names[:AREAS_NAMED])
    more = len(names) - AREAS_NAMED
    return shown if more <= 0 else _("%(names)s och %(n)d till") % {"names": shown, "n": more}


def _whole(number: Decimal | int) -> str:
    return f"{number:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
