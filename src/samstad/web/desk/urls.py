"""The desk: what is mine to do."""

from django.urls import URLPattern, URLResolver, path

from samstad.web.desk import (
    amounts,
    city,
    city_board,
    drafts,
    fetches,
    figures,
    luckor,
    medverkan,
    need,
    next_year,
    plan,
    programme,
    protection,
    report,
    report_sheet,
    report_steps,
    start,
)

app_name = "desk"
REPORT = "rapport/<slug:board>/<int:year>/<slug:kind>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.my_page, name="mine"),
    path("last/", start.seen, name="seen"),
    path("plan/<slug:board>/", plan.plan_page, name="plan"),
    path("plan/<slug:board>/<int:year>/nasta/", next_year.next_year_page, name="next_year"),
    path("rapport/<slug:board>/", start.board_reports, name="reports"),
    path(REPORT, report.report_page, name="report"),
    path(f"{REPORT}tabell.xlsx", report_sheet.sheet_file, name="report_sheet"),
    path(f"{REPORT}tabell/", report_sheet.sheet_page, name="report_upload"),
    path(f"{REPORT}steg/<slug:step>/", report_steps.take_step, name="step"),
    path("medverkan/<slug:board>/", medverkan.medverkan_page, name="medverkan"),
    path("program/", programme.programme_list, name="programmes"),
    path("program/<slug:slug>/", programme.programme_page, name="programme"),
    path("luckor/", luckor.city_gaps, name="city_gaps"),
    path("luckor/program/<slug:programme>/", luckor.programme_gaps, name="programme_gaps"),
    path("luckor/<slug:board>/", luckor.board_gaps, name="gaps"),
    path("medel/<slug:board>/", amounts.amounts_page, name="amounts"),
    path("behov/", need.need_page, name="need"),
    path("behov/lista/<int:pk>/", need.selection, name="selection"),
    path("behov/<slug:slug>/", need.what_if, name="what_if"),
    path("behov/<slug:slug>/lista/", need.propose, name="propose"),
    path("siffror/", figures.figures_page, name="figures"),
    path("siffror/skydd/", protection.protection_page, name="protection"),
    path("siffror/<int:pk>/", figures.upload_page, name="upload"),
    path("siffror/hamtning/<int:pk>/", fetches.fetch_page, name="fetch"),
    path("utkast/", drafts.draft_list, name="drafts"),
    path("utkast/<int:source>/<slug:board>/", drafts.board_drafts, name="board_drafts"),
    path("staden/<int:year>/<slug:kind>/", city.city_page, name="city"),
    path("staden/<int:year>/<slug:kind>/<slug:board>/", city_board.city_board_page, name="city_board"),
]
