"""Uppföljning: rounds, the roll-up of a round, a board's report and their files."""

from django.urls import path

from samstad.web.public import attachments, council_budget, followup, followup_economy

urlpatterns = [
    path("", followup.index, name="followup"),
    path("<year:year>/kf-budget/", council_budget.page, name="council_budget"),
    path("<year:year>/kf-budget/rapport.<slug:form>", council_budget.file, name="council_budget_file"),
    path("<year:year>/<slug:kind>/", followup.round_page, name="round"),
    path("<year:year>/<slug:kind>/rapport.<slug:form>", followup.round_file, name="round_file"),
    path("<year:year>/<slug:kind>/ekonomi.<slug:form>", followup_economy.file, name="economy_file"),
    path("<year:year>/<slug:kind>/mote/", followup.meeting_page, name="meeting"),
    path("<year:year>/vb/arsredovisning.<slug:form>", followup.annual_file, name="annual_file"),
    path("<year:year>/<slug:kind>/<slug:board>/", followup.report_page, name="report"),
    path("<year:year>/<slug:kind>/<slug:board>/rapport.<slug:form>", followup.report_file, name="report_file"),
    path(
        "<year:year>/<slug:kind>/<slug:board>/utbytesblad-<int:number>.<slug:form>",
        followup.correction_file,
        name="correction_file",
    ),
    path("<year:year>/<slug:kind>/<slug:board>/bilaga/<int:pk>/", attachments.attachment, name="attachment"),
]
