"""A made-up board report with every kind of block, and texts that have broken documents before."""

from dataclasses import replace

from samstad.documents import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    LineChart,
    MapArea,
    MapChart,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Series,
    Table,
    ThreadLine,
    ThreadNode,
)

ENORMOUS = "x" * 3000
NASTY = (
    "",
    " ",
    "\x00\x07bell\x1b",
    "rad ett\nrad två\r\nrad tre",
    "<script>alert(1)</script>",
    "</style></title>&amp;\"'",
    '#import "x": *',
    "#panic() $x^2$ *fet* _kursiv_ @länk <etikett> `kod` = rubrik // bort /* bort */",
    "\\u{1F600} \\ \\n",
    '=HYPERLINK("http://x")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "#N/A",
    "å" * 400,
    ENORMOUS,
    "😀 👩‍👩‍👧 🇸🇪",
    "سلام שלום",
    "漢字 ትግርኛ",
    "e\u0301 \u200b \u00ad \ufeff \u202e baklänges",
    "\ud800 halv",
    "\ufffe\uffff",
    "\ue000 privat",
    "]]> <!-- -->",
    "{{ mall }} {% kod %}",
    "_x0041_",
)

INDICATORS = Table(
    caption="Indikatorer för målet",
    columns=(
        Column("name", "Indikator", width=3),
        Column("value", "Utfall", "number"),
        Column("target", "Årsmål", "number"),
        Column("read", "Avläst", "date"),
        Column("status", "Bedömning", "status", 1.6),
    ),
    rows=(
        (
            Cell("Andel som känner sig trygga på kvällen", href="https://exempel.example/indikator/1"),
            Cell(number=60.5),
            Cell("tas fram av nämnden"),
            Cell("2017-09-21"),
            Cell(status="partly"),
        ),
        (
            Cell("Antal ledare i föreningslivet"),
            Cell(number=-1234.0),
            Cell(number=1500.0),
            Cell("hösten 2017"),
            Cell("Uppnås ej i år", status="not"),
        ),
        (Cell(), Cell(), Cell(), Cell(), Cell(status="unknown")),
        (Cell("Möten"), Cell("12 st", number=12.0), Cell(number=0.0), Cell(), Cell(status="full")),
    ),
    note="Källa: trygghetsmätningen. Exempelvärden.",
)

CHART = LineChart(
    title="Gapet var 17, nu 11 procentenheter",
    series=(
        Series(
            "Fagersjö",
            (Point("2008", 49.6, 46.0, 53.0), Point("2011", None), Point("2017", 60.0, 57.0, 63.2)),
        ),
        Series("Övriga", (Point("2008", 66.7), Point("2011", 67.6), Point("2017", 71.0)), "compare"),
    ),
    unit="Procent",
    alt="Två linjer som närmar sig varandra.",
    note="Källa: exempelvärden",
)

MAP = MapChart(
    title="Söder har tre gånger så mycket",
    areas=(
        MapArea("Söder", "M0 50l100 0 0 50-100 0z", 12.5, label="Söder", at=(50.0, 75.0)),
        MapArea("Norr", "M0 0l50 0 0 50-50 0z", 4.0, label="Norr", at=(25.0, 25.0)),
        MapArea("Öster & väster", "M50 0l50 0 0 50-50 0z", None, "färre än 5"),
    ),
    width=100,
    height=100,
    unit="Procent",
    alt="En karta med tre områden.",
    note="Källa: exempelvärden",
)

THREAD = ThreadLine(
    (
        ThreadNode("Vision 2040", "Ett Stockholm för alla"),
        ThreadNode("Nämndmål", "Farsta har inget nämndmål som bär detta", missing=True),
        ThreadNode("Mål", "Tryggheten ska vara jämförbar", present=True, href="/mal/7"),
    )
)

REPORT = Document(
    title="Tertialrapport 1 2017",
    subtitle="Farsta stadsdelsnämnd",
    date="2017-05-18",
    stamps=("exempeldata", "utkast"),
    meta=(("Diarienummer", "FAR 2017/123"), ("Sammanträde", "2017-05-18, § 7")),
    blocks=(
        Heading(1, "Sammanfattning", "sammanfattning"),
        Paragraph("Nämnden redovisar här utfallet för januari–april."),
        KeyValues((("Mål som uppfylls helt", "4 av 9"), ("Åtgärder enligt plan", "31 av 38")), "figures"),
        THREAD,
        Callout("gap", "Frågan till stadsbyggnadsnämnden är obesvarad i 47 dagar."),
        Callout("note", "Värdena är exempel."),
        Callout("warning", "Utkast: inte beslutad."),
        CHART,
        BulletList(("Trivselvandring", "Nattvandring")),
        BulletList(("Först detta", "Sedan detta"), ordered=True),
        Paragraph("Frågan bör tas upp före budget.", "quote"),
        PageBreak(),
        Heading(1, "Mål", "mal"),
        Heading(3, "1.3 Tryggheten ska vara jämförbar", "mal-1-3"),
        Paragraph(
            style="lead",
            runs=(
                Run("Nämnden bedömer att målet "),
                Run("uppfylls delvis", bold=True),
                Run(", se "),
                Run("indikatorn", href="https://exempel.example/indikator/1"),
                Run(" och "),
                Run("sammanfattningen", italic=True, href="#sammanfattning"),
                Run("."),
            ),
        ),
        INDICATORS,
        Table("Åtgärder", (Column("name", "Åtgärd"),), empty="Inga åtgärder är beslutade ännu."),
        Paragraph("Siffrorna är avrundade.", "note"),
    ),
)


def every_block(text: str) -> Document:
    """A document that has the text in every place where a text can stand."""
    pairs = ((text, text), (text, text))
    cells = (Cell(text, href=text), Cell(text, number=1.5), Cell(text, status="full"), Cell(text))
    columns = (
        Column("a", text), Column("b", text, "number"), Column("c", text, "status"), Column("d", text, "date"),
    )  # fmt: skip
    series = (Series(text, (Point(text or "T1", 1.0), Point("T2", 2.0))),)
    area = MapArea(text, "M0 0l100 0 0 100z", 1.5, text, text, (50.0, 50.0))
    return Document(
        title=text,
        subtitle=text,
        date=text,
        stamps=(text,),
        meta=pairs,
        blocks=(
            Heading(4, text, text),
            Heading(2, text, text),
            Paragraph(text),
            Paragraph(runs=(Run(text, bold=True, href=text), Run(text, italic=True))),
            BulletList((text, text)),
            BulletList((text,), ordered=True),
            Table(text, columns, (cells, cells), note=text, empty=text),
            Table(text, columns, empty=text),
            KeyValues(pairs),
            KeyValues(pairs, "figures"),
            Callout("note", text),
            ThreadLine((ThreadNode(text, text, present=True, href=text), ThreadNode(text, text, missing=True))),
            LineChart(text, series, text, text, note=text),
            MapChart(text, (area, replace(area, value=None)), 100, 100, text, text, note=text),
            PageBreak(),
        ),
    )
