"""Office files are zip archives that remember when they were made; ours forget it, to be comparable."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - the office libraries want a time without a zone


def repack(archive: BytesIO, *, overwrite: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The archive's parts in their order, packed anew without the time of packing.

    ``overwrite`` is given each part's name and content and answers what to store.
    """
    packed = BytesIO()
    with ZipFile(archive) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            content = source.read(name)
            target.writestr(info, overwrite(name, content) if overwrite else content)
    return packed.getvalue()
