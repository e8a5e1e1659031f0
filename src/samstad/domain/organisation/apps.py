from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "samstad.domain.organisation"
    label = "organisation"
