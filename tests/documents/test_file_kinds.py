"""What a file is, however it is called and whatever has happened to it on the way."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from samstad.documents.file_kinds import KINDS, kind_of


def made(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


WORD, EXCEL = made(docx.Document()), made(Workbook())


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (WORD, "docx"),
        (EXCEL, "xlsx"),
        (b"", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ""),
        (b"\xef\xbb\xbf<html>a;b\nc;d</html>", ""),
        (b"MZ" + bytes(500), ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), ""),
        (archive(content_dot_xml=b"x"), ""),
        ("å;ä\nö;b".encode("cp1252"), "csv"),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@given(st.sampled_from([WORD, EXCEL]), st.data())
def test_a_spoilt_file_is_of_some_kind_or_none(content: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(content)
    for _time in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(4, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(4, len(spoilt)))
    assert kind_of(bytes(spoilt)) in {"", "macros", *KINDS}
    assert kind_of(bytes(spoilt[:cut])) in {"", "macros", *KINDS}


def test_a_part_that_does_not_unpack_is_no_fault() -> None:
    packed = archive(**{"[Content_Types]_dot_xml": b"x" * 1000})
    at = packed.index(b".xml") + 4
    assert kind_of(packed[:at] + b"\xff" * 8 + packed[at + 8 :]) == ""
