"""A file that somebody sent with a form, as a file that a reader can open."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from samstad.refusals import Refusal


@contextmanager
def sent_file(sent: object, *, lacking: str) -> Iterator[Path]:
    """The file under its own name while it is read. Raises `Refusal` saying `lacking` where none was sent."""
    if not isinstance(sent, UploadedFile):
        raise Refusal("no_file", lacking)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(sent.name or "fil").name
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        yield path
