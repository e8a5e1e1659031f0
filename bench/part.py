"""`python -m bench.part NAME`: one part, in the database that the environment names."""

import logging
import os
import sys

import django


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstad.settings")
    os.environ["SAMSTAD_HOSTS"] = "testserver,localhost"
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command  # noqa: PLC0415 - settings must be named first

    from bench import changed, documents, freeze, index, pack, pages, reporters, rollover, upload  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    parts = {
        "full": pages.full,
        "tenfold": pages.tenfold,
        "council": pages.council,
        "council_goal": pages.council_goal,
        "council_goal_tenth": pages.council_goal_tenth,
        "freeze": freeze.freeze,
        "documents": documents.documents,
        "pack": pack.pack,
        "first_page": pages.first_page,
        "index": index.index,
        "upload": upload.upload,
        "changed": changed.changed,
        "rollover": rollover.rollover,
        "reporters": reporters.reporters,
    }
    parts[name]()


if __name__ == "__main__":
    main(sys.argv[1])
