"""`samstad …`: every command; exit 0 done, 1 refused with a sentence, 2 wrong call."""

import os
import sys

from samstad.refusals import Refusal

REFUSED = 1


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Hyphens in command names are as good as underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstad.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and not words[0].startswith("-"):
        words[0] = words[0].replace("-", "_")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    try:
        execute_from_command_line(["samstad", *words])
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
