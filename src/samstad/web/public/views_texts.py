"""Pages of plain text: about, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")
