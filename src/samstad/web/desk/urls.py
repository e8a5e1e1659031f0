"""The desk: what is mine to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path

app_name = "desk"


def mine(request: HttpRequest) -> HttpResponse:
    """Until the desk has its pages, whoever signs in comes to the start page."""
    return redirect("public:start")


urlpatterns: list[URLPattern | URLResolver] = [path("", mine, name="mine")]
