"""The formats a document is given in, with what each is called on the wire."""

from collections.abc import Callable
from dataclasses import dataclass

from samstad.documents.blocks import Document
from samstad.documents.html import standalone_html
from samstad.documents.pdf import render_pdf
from samstad.documents.word import render_word


@dataclass(frozen=True, slots=True)
class Format:
    """`ending` is the file name's, `media_type` the HTTP one; `render` gives the whole file.

    `templated` says that `render` takes a template as well.
    """

    ending: str
    media_type: str
    render: Callable[..., bytes]
    templated: bool = False

    def file(self, document: Document, *, template: bytes | None) -> bytes:
        """The file, in the template where the format has any use for one."""
        return self.render(document, template=template) if self.templated else self.render(document)


FORMATS = {
    "html": Format("html", "text/html; charset=utf-8", lambda document: standalone_html(document).encode()),
    "docx": Format(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_word, True
    ),
    "pdf": Format("pdf", "application/pdf", render_pdf),
}
