"""Sign-in, password and second factor; accounts are made by the city, so there is no sign-up and no reset by mail."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "password/reset/",
        TemplateView.as_view(template_name="account/forgotten.html"),
        name="account_reset_password",
    ),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
