"""`samstad …`: every command; exit 0 done, 1 refused with a sentence, 2 wrong call."""

import os
import sys

from samstad import environment
from samstad.refusals import Refusal

REFUSED = 1
WRONG_CALL = 2
WITHOUT_HOME = {"help", "version", "makemigrations", "generate_docs", "import_lup", "index", "synth_figures"}
"""Commands that keep nothing, so no folder is made for them; `--save` makes an exception of the exception."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Hyphens in command names are as good as underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstad.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and not words[0].startswith("-"):
        words[0] = words[0].replace("-", "_")
    try:
        if needs_home(words):
            environment.prepare_home()
        run(words)
    except Refusal as refusal:
        stop(refusal.sentence, REFUSED)
    except KeyboardInterrupt:
        stop("Avbrutet.", 128 + 2)
    except BrokenPipeError:
        # Whoever read the output has had enough; nothing more can be written to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(words: list[str]) -> None:
    """Hand over to Django; what is wrong with the database itself is said in a sentence."""
    # Imported here: Django may be asked for only when the settings have been named.
    import django  # noqa: PLC0415
    from django.core.management import execute_from_command_line, get_commands  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()  # before the commands are asked for: else Django remembers that we have none of our own
    if words and not words[0].startswith("-") and words[0] not in {"help", "version", *get_commands()}:
        stop(f"Det finns inget kommando som heter {words[0]}. Kör samstad help för att se vilka som finns.", WRONG_CALL)
    try:
        execute_from_command_line(["samstad", *words])
    except DatabaseError as fault:
        from samstad import serving  # noqa: PLC0415 - needs the settings

        serving.require_current_database(fault)
        raise


def needs_home(words: list[str]) -> bool:
    """True when the command reads or writes the city's own data."""
    if not words or words[0].startswith("-") or {"--help", "-h"} & set(words):
        return False
    if words[:2] == ["index", "run"]:
        return True
    return words[0] not in WITHOUT_HOME or "--save" in words


def stop(sentence: str, code: int) -> None:
    """Say why on standard error and end with the code."""
    sys.stderr.write(f"{sentence}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
