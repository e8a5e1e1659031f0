"""A document as blocks, and its renderers: HTML, Word, PDF, sheets and charts. Knows nothing of the web."""

from samstad.documents.blocks import (
    Block,
    Break,
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
from samstad.documents.calendar import CalendarDay, render_calendar
from samstad.documents.charts import chart_png, chart_svg, chart_table, line_chart_png, line_chart_svg
from samstad.documents.html import render_blocks, render_html, standalone_html
from samstad.documents.maps import label_box
from samstad.documents.pasted import plain_text, text_blocks
from samstad.documents.pdf import render_pdf
from samstad.documents.records import records
from samstad.documents.serial import from_json, to_json
from samstad.documents.sheet import csv_text, render_sheet
from samstad.documents.sparkline import sparkline_svg
from samstad.documents.word import render_word
from samstad.documents.words import cell_text

__all__ = [
    "Block",
    "Break",
    "BulletList",
    "CalendarDay",
    "Callout",
    "Cell",
    "Column",
    "Document",
    "Heading",
    "KeyValues",
    "LineChart",
    "MapArea",
    "MapChart",
    "PageBreak",
    "Paragraph",
    "Point",
    "Run",
    "Series",
    "Table",
    "ThreadLine",
    "ThreadNode",
    "cell_text",
    "chart_png",
    "chart_svg",
    "chart_table",
    "csv_text",
    "from_json",
    "label_box",
    "line_chart_png",
    "line_chart_svg",
    "plain_text",
    "records",
    "render_blocks",
    "render_calendar",
    "render_html",
    "render_pdf",
    "render_sheet",
    "render_word",
    "sparkline_svg",
    "standalone_html",
    "text_blocks",
    "to_json",
]
