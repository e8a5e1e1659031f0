"""Setup: organisations, people, rounds, places and history."""

from django.urls import URLPattern, URLResolver, path

from samstad.web.setup import bodies, history, people, places, rounds, start, template, word_template

app_name = "setup"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.first_page, name="start"),
    path("organisationer/", bodies.body_list, name="organisations"),
    path("organisationer/<slug:body>/", bodies.body_page, name="organisation"),
    path("personer/", people.people_page, name="people"),
    path("personer/<int:pk>/", people.person_page, name="person"),
    path("omgangar/", rounds.rounds_page, name="rounds"),
    path("omgangar/<slug:of_round>/", template.template_page, name="template"),
    path("platser/", places.places_page, name="places"),
    path("platser/<slug:area>/", places.place_page, name="place"),
    path("wordmall/", word_template.word_template_page, name="word_template"),
    path("wordmall/mall.docx", word_template.word_template_file, name="word_template_file"),
    path("historik/", history.history_page, name="history"),
]
