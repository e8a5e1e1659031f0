"""Everything that can be read without an account."""

from django.urls import URLPattern, URLResolver, path

from samstad.web.public import views_texts

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_texts.about, name="start"),
    path("mal/", views_texts.about, name="goals"),
    path("omraden/", views_texts.about, name="areas"),
    path("program/", views_texts.about, name="programmes"),
    path("namnder/", views_texts.about, name="boards"),
    path("atgarder/", views_texts.about, name="activities"),
    path("uppfoljning/", views_texts.about, name="followup"),
    path("styrdokument/", views_texts.about, name="documents"),
    path("sok/", views_texts.about, name="search"),
    path("om/", views_texts.about, name="about"),
    path("tillganglighet/", views_texts.accessibility, name="accessibility"),
    path("integritet/", views_texts.privacy, name="privacy"),
]
