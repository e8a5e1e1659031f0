"""The file itself, kept beside the database from the trial on, so that what was stored can be read again."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import gettext as _

from samstad import environment
from samstad.refusals import Refusal
from samstad.sources.sheet import refuse_ending

FOLDER = "uploads"
ENDINGS = (".csv", ".txt", ".xlsx", ".xlsm")


def keep_file(name: str, parts: Iterable[bytes]) -> str:
    """The sha256 of the file, which is also what it is kept under. Raises `Refusal` for a file of another kind."""
    ending = Path(name).suffix.lower()
    refuse_ending(name)
    if ending not in ENDINGS:
        raise Refusal("bad_ending", _("Välj en CSV-fil eller en Excel-fil (.xlsx)."))
    folder = environment.prepare_home() / FOLDER
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, delete=False) as written:
        for part in parts:
            digest.update(part)
            written.write(part)
    shutil.move(written.name, folder / f"{digest.hexdigest()}{ending}")
    return digest.hexdigest()


def kept_file(name: str, sha256: str) -> Path:
    """Where the file lies. Raises `Refusal` when it is no longer there."""
    path = environment.home() / FOLDER / f"{sha256}{Path(name).suffix.lower()}"
    if not path.is_file():
        raise Refusal("file_gone", _("Filen finns inte kvar. Ladda upp den igen."))
    return path
