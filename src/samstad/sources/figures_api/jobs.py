"""Fetching as a job: what a person asked for is fetched, kept as a file and tried, and every step is told."""

import logging
import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samstad import environment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions.fetches import begin_fetch, fail_fetch, finish_fetch, note_fetch
from samstad.domain.steering.choices import FigureService
from samstad.domain.steering.models import FigureFetch, FigureMapping, FigureUpload
from samstad.refusals import Refusal
from samstad.sources.figure_upload import Columns, receive
from samstad.sources.figures_api import kolada, pxweb
from samstad.sources.figures_api.client import Client, NoAnswer
from samstad.sources.figures_api.rows import Row, as_csv, split_sex

LOG = logging.getLogger(__name__)


def start(fetch: FigureFetch) -> None:
    """The fetch run beside the page that asked for it, unless `samstad fetch-jobs` is to do that."""
    if settings.FETCH_FIGURES == "thread":
        language = translation.get_language() or settings.LANGUAGE_CODE
        threading.Thread(target=_in_thread, args=(fetch, language), name=f"fetch-{fetch.pk}", daemon=True).start()
    elif settings.FETCH_FIGURES == "now":
        run(fetch)


def run(fetch: FigureFetch) -> FigureFetch:
    """The fetch done or failed. What it got is kept between tries and not longer: the next one asks anew."""
    folder = _folder(fetch)
    ended = run_fetch(fetch, Client(folder=folder))
    if ended.upload is not None:
        shutil.rmtree(folder, ignore_errors=True)
    return ended


def run_fetch(fetch: FigureFetch, client: Client) -> FigureFetch:
    """The fetch done, with the file that has been tried, or failed, with the sentence that says why.

    Raises `Refusal` when somebody else has begun it.
    """
    by = replace(COMMAND_LINE, name=fetch.by_name, user_id=fetch.by_user_id)
    fetch = begin_fetch(fetch=fetch, by=by, at=timezone.now())

    def tell(text: str, said: Mapping[str, Any]) -> None:
        note_fetch(fetch=fetch, text=text, said=said, by=by, at=timezone.now())

    client.tell = tell
    try:
        upload = _received(fetch, _rows(fetch, client), timezone.now())
    except NoAnswer as fault:
        return fail_fetch(fetch=fetch, text=fault.text, said=fault.said, by=by, at=timezone.now())
    except Refusal as refusal:
        return fail_fetch(fetch=fetch, text=refusal.sentence, said={}, by=by, at=timezone.now())
    except Exception as fault:
        LOG.exception("fetch %s", fetch.pk)
        text = gettext_noop(
            "Hämtningen stannade på ett fel i programmet (%(fault)s). Försök igen, eller använd en fil."
        )
        return fail_fetch(fetch=fetch, text=text, said={"fault": type(fault).__name__}, by=by, at=timezone.now())
    return finish_fetch(fetch=fetch, upload=upload, by=by, at=timezone.now())


def _rows(fetch: FigureFetch, client: Client) -> list[Row]:
    query = fetch.query
    if fetch.service == FigureService.KOLADA:
        base = environment.service_address("kolada") or kolada.BASE
        return kolada.fetch_kolada(query["kpi"], query["municipality"], query["years"], client, base=base)
    base = environment.service_address("scb") or pxweb.BASE
    area, period, selection = query["area"], query["period"], dict(query["selection"])
    return pxweb.fetch_pxweb(query["table"], selection, client, area=area, period=period, base=base)


def _received(fetch: FigureFetch, rows: list[Row], at: datetime) -> FigureUpload:
    """The rows as a file that has been tried, in the name and with the rights of whoever asked."""
    if not rows:
        raise Refusal("no_rows", _("Tjänsten har inga värden för det som söks. Se över koder och år."))
    names = fetch.query.get("names", {})
    text = as_csv((_named(row, names) for row in rows), sex_apart=True)
    return receive(
        name=f"{fetch.service}-{fetch.pk}.csv",
        parts=[text.encode("utf-8")],
        columns=_columns(fetch.mapping),
        source=f"Källa: {rows[0].source}. Hämtad {timezone.localtime(at).date().isoformat()}.",
        known_from=localdate(at),
        by=Actor(fetch.by_name, fetch.by_user_id) if fetch.by_user_id else COMMAND_LINE,
        at=at,
    )


def _columns(title: str) -> Columns | None:
    """The saved reading with the name; None without a name, and the columns are then guessed."""
    if not title:
        return None
    saved = FigureMapping.objects.filter(title=title).first()
    if saved is None:
        raise Refusal("no_mapping", _("Ingen sparad läsning heter ”%(title)s”.") % {"title": title})
    return Columns.of(saved.columns)


def _named(row: Row, names: Mapping[str, str]) -> Row:
    """The row with area and indicator as they are called here."""
    code, sex = split_sex(row.indicator)
    indicator = names.get(code, code) + (f"|{sex}" if sex else "")
    return replace(row, area=names.get(row.area, row.area), indicator=indicator)


def _folder(fetch: FigureFetch) -> Path:
    return environment.home() / "fetched" / f"{fetch.pk}-{fetch.at:%Y%m%d%H%M%S}"


def _in_thread(fetch: FigureFetch, language: str) -> None:
    try:
        with translation.override(language):
            run(fetch)
    except Refusal as refusal:
        LOG.warning("fetch %s: %s", fetch.pk, refusal.sentence)  # somebody else has begun it
    finally:
        connection.close()
