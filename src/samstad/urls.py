"""Every address; Swedish without prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(
    path("arbete/", include("samstad.web.desk.urls")),
    path("installning/", include("samstad.web.setup.urls")),
    path("konto/", include("samstad.web.account.urls")),
    path("", include("samstad.web.public.urls")),
    prefix_default_language=False,
)

handler403 = "samstad.web.public.errors.refused"
handler404 = "samstad.web.public.errors.missing"
