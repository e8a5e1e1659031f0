"""Everything that can be read without an account."""

from django.urls import URLPattern, URLResolver, include, path

from samstad.web.public import (
    mirror,
    views_activities,
    views_boards,
    views_documents,
    views_gaps,
    views_goals,
    views_need,
    views_places,
    views_start,
    views_texts,
)

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_start.start, name="start"),
    path("mal/", views_goals.goals, name="goals"),
    path("mal/<int:year>/", views_goals.goals_of_year, name="goals_of_year"),
    path("mal/<int:year>/<slug:slug>/", views_goals.goal, name="goal"),
    path("omraden/", views_places.areas, name="areas"),
    path("omraden/<slug:slug>/", views_places.area, name="area"),
    path("program/", views_documents.programmes, name="programmes"),
    path("program/<slug:slug>/", views_documents.programme, name="programme"),
    path("styrdokument/", views_documents.documents, name="documents"),
    path("styrdokument/<slug:slug>/", views_documents.document, name="document"),
    path("namnder/", views_boards.boards, name="boards"),
    path("namnder/<slug:slug>/", views_boards.board, name="board"),
    path("namnder/<slug:slug>/medverkan/", mirror.page, name="mirror_plan"),
    path("namnder/<slug:slug>/medverkan/plan.<slug:form>", mirror.file, name="mirror_plan_file"),
    path("atgarder/", views_activities.activities, name="activities"),
    path("atgarder/atgarder.<slug:form>", views_activities.activities_file, name="activities_file"),
    path("atgarder/<slug:slug>/", views_activities.activity, name="activity"),
    path("behov/", views_need.indices, name="need"),
    path("behov/gap/<slug:slug>/", views_gaps.gap, name="need_gap"),
    path("behov/gap/<slug:slug>/gap.<slug:form>", views_gaps.gap_file, name="need_gap_file"),
    path("behov/fordelning/", views_gaps.proportion, name="need_proportion"),
    path("behov/fordelning/fordelning.<slug:form>", views_gaps.proportion_file, name="need_proportion_file"),
    path("behov/<slug:slug>/", views_need.index, name="need_index"),
    path("behov/<slug:slug>/index.csv", views_need.index_csv, name="need_csv"),
    path("behov/<slug:slug>/index.<slug:form>", views_need.index_file, name="need_index_file"),
    path("behov/<slug:slug>/metod/", views_need.method, name="need_method"),
    path("behov/<slug:slug>/jamfor/", views_need.compare, name="need_compare"),
    path("behov/<slug:slug>/omrade/<slug:area>/", views_need.profile, name="need_profile"),
    path("uppfoljning/", include("samstad.web.public.followup_urls")),
    path("sok/", views_start.search_page, name="search"),
    path("om/", views_texts.about, name="about"),
    path("tillganglighet/", views_texts.accessibility, name="accessibility"),
    path("integritet/", views_texts.privacy, name="privacy"),
]
