"""The Chromium of the machine, and how it is started."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_IT = (
    "Ingen Chromium på den här datorn, så webbläsartesterna körs inte: "
    'installera den, på Debian med "sudo apt install chromium", eller peka ut den med CHROMIUM=/sökväg.'
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
"""Chromium asks for nothing outside this machine while it is driven."""


def find_chromium() -> str | None:
    """`CHROMIUM`, else the first of the usual names; None when there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def switches() -> list[str]:
    """How it is started; as root it refuses to start inside its own sandbox."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
