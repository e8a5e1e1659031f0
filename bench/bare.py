"""`python -m bench.bare`: the same server and middleware with one view, which looks up who asks and says yes."""

import os
import sys
from types import ModuleType

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstad.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - settings must be named first
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    from samstad import serving  # noqa: PLC0415

    def yes(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.user))

    addresses = ModuleType("bench_bare_addresses")
    addresses.__dict__["urlpatterns"] = [path("", yes)]
    sys.modules[addresses.__name__] = addresses
    settings.ROOT_URLCONF = addresses.__name__
    serving.serve()


if __name__ == "__main__":
    main()
