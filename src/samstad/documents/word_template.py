"""A Word file of the city's own, from which reports take their styles, page, header and footer."""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import XMLSyntaxError

from samstad.documents.file_kinds import kind_of
from samstad.documents.office_file import OfficeError, check_office
from samstad.documents.packing import repack

NAMES: dict[str, tuple[str, ...]] = {
    "Title": ("title", "titel"),
    "Heading1": ("heading 1", "rubrik 1"),
    "Heading2": ("heading 2", "rubrik 2"),
    "Heading3": ("heading 3", "rubrik 3"),
    "Normal": ("brödtext", "body text", "normal"),
    "Caption": ("caption", "beskrivning", "tabellrubrik"),
    "ListBullet": ("list bullet", "punktlista"),
    "ListNumber": ("list number", "numrerad lista"),
    "SamstadTable": ("stadens tabell", "tabell", "table grid", "tabellrutnät"),
}
"""Our styles by id, with the names that a template may have for them, the one to choose first first."""
_KEPT = ("styles", "stylesWithEffects", "settings", "theme", "fontTable", "numbering", "header", "footer",
         "webSettings", "footnotes", "endnotes")  # fmt: skip
_TYPES, _AS_TEMPLATE, _AS_DOCUMENT = (
    "[Content_Types].xml",
    b"wordprocessingml.template.main+xml",
    b"wordprocessingml.document.main+xml",
)
_LEFT_OUT = ("attachedTemplate", "documentProtection", "writeProtection", "trackRevisions", "mailMerge")
"""Settings of the template that a report is not to have: where it came from, locks, tracking, and letters to many."""
MOST = 200_000_000
"""What a template may be when it is unpacked."""


class TemplateError(ValueError):
    """The file cannot be a template; `code` says why: macros, not_word or elsewhere."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Template:
    """An opened template without text of its own. `ids` are its styles by ours, `missing` ours that it lacks."""

    word: WordDocument
    ids: dict[str, str]
    missing: tuple[str, ...]


def open_template(content: bytes) -> Template:
    """The template, emptied of text, pictures and comments; header and footer stay. Raises `TemplateError`."""
    kind = kind_of(content)
    if kind != "docx":
        raise TemplateError("macros" if kind == "macros" else "not_word")
    try:
        check_office(BytesIO(content), most=MOST)
        word = docx.Document(BytesIO(_as_document(content)))
        word.styles.element, word.settings.element, word.element.body[:]
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, OfficeError, LookupError, ValueError, AttributeError,
            TypeError):  # fmt: skip
        raise TemplateError("not_word") from None
    _forget_where_it_lay(word)
    if _reaches_elsewhere(word):
        raise TemplateError("elsewhere")
    _empty(word)
    ids = _styles(word)
    return Template(word, ids, tuple(name for name in NAMES if name not in ids))


def without_fonts(letters: str) -> str:
    """Letter properties that leave the font to the template."""
    return re.sub(r"<w:rFonts [^>]*/>", "", letters)


def _styles(word: WordDocument) -> dict[str, str]:
    named: dict[str, str] = {}
    for style in word.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            named.setdefault(name.get(qn("w:val"), "").casefold(), style.get(qn("w:styleId"), ""))
    found = {ours: next((named[name] for name in names if named.get(name)), "") for ours, names in NAMES.items()}
    return {ours: theirs for ours, theirs in found.items() if theirs}


def _as_document(content: bytes) -> bytes:
    """A .dotx as the document it would become: they differ in what the package calls its main part."""
    return repack(
        BytesIO(content),
        overwrite=lambda name, part: part.replace(_AS_TEMPLATE, _AS_DOCUMENT) if name == _TYPES else part,
    )


def _empty(word: WordDocument) -> None:
    body = word.element.body
    for element in list(body):
        if element is not body[-1] or element.tag != qn("w:sectPr"):
            body.remove(element)
    if not len(body):
        body.append(body.makeelement(qn("w:sectPr"), {}))
    for key, relation in list(word.part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT:
            del word.part.rels[key]


def _forget_where_it_lay(word: WordDocument) -> None:
    """Without what binds the template itself: the one it was made from, which Word would fetch, and its locks."""
    settings = word.settings.element
    settings_part = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for name in _LEFT_OUT:
        for element in list(settings.iterchildren(qn(f"w:{name}"))):
            settings.remove(element)
    for key, relation in list(settings_part.rels.items()):
        if relation.reltype.rpartition("/")[2] in ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"):
            del settings_part.rels[key]


def _reaches_elsewhere(word: WordDocument) -> bool:
    """True when a part that is kept fetches something from another place than the file; links are not fetched."""
    kept = [word.part] + [
        relation.target_part
        for relation in word.part.rels.values()
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _KEPT
    ]
    return any(
        relation.is_external and not relation.reltype.endswith("/hyperlink")
        for part in kept
        for relation in part.rels.values()
    )


def rename_styles(root: BaseOxmlElement, ids: dict[str, str]) -> None:
    """Every paragraph and table in the template's own styles; a paragraph without style gets the body text's."""
    for tag in ("w:pStyle", "w:tblStyle"):
        for element in root.iter(qn(tag)):
            ours = element.get(qn("w:val"), "")
            element.set(qn("w:val"), ids.get(ours, ours))
    body = ids.get("Normal", "Normal")
    if body == "Normal":
        return
    for paragraph in root.iter(qn("w:p")):
        props = paragraph.find(qn("w:pPr"))
        if props is None:
            props = paragraph.makeelement(qn("w:pPr"), {})
            paragraph.insert(0, props)
        if props.find(qn("w:pStyle")) is None:
            props.insert(0, props.makeelement(qn("w:pStyle"), {qn("w:val"): body}))
