"""Files that cannot be read are refused in a plain sentence that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from samstad.refusals import Refusal

from .support import read

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def packed(name: str, size: int) -> bytes:
    """A packed file whose one member unpacks to so many bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * size)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.txt", b"", "file_empty"),
        ("tom.txt", b"\xef\xbb\xbf \n\n\t\n", "file_empty"),
        ("tom.docx", b"", "file_empty"),
        ("bild.txt", bytes(range(256)) * 40, "file_binary"),
        ("stor.txt", b"Rad\n" * (6 * 1024 * 1024), "file_too_large"),
        ("plan.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "file_password"),
        ("plan.docx", OLE + b"\x00" * 600, "file_password"),
        ("plan.doc", OLE + b"\x00" * 600, "file_old_word"),
        ("plan.pdf", b"%PDF-1.7", "file_pdf"),
        ("plan.txt", b"%PDF-1.7", "file_pdf"),
        ("plan.docx", b"Ren text", "file_not_word"),
        ("plan.docx", b"PK\x03\x04trasig", "file_not_word"),
        ("plan.docx", packed("annat.xml", 10), "file_not_word"),
        ("plan.docx", packed("word/document.xml", 10), "file_not_word"),
        ("plan.docx", packed("word/document.xml", 60 * 1024 * 1024), "file_too_large"),
        ("plan.rtf", b"{\\rtf1 text}", "file_kind"),
        ("plan.odt", b"text", "file_kind"),
    ],
)
def test_refused_with_its_code_and_its_name(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, content, name)
    assert refused.value.code == code
    assert name in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    from samstad.sources.lup_document import read_programme_document  # noqa: PLC0415

    for path in (tmp_path / "saknas.txt", tmp_path):
        with pytest.raises(Refusal) as refused:
            read_programme_document(path)
        assert refused.value.code == "file_missing"
