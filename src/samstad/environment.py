"""What the machine tells us, read in one place: where data lies, which database, which port."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from samstad.refusals import Refusal


def home() -> Path:
    """The folder that holds database and files; `SAMSTAD_HOME`, else `.samstad` where the command runs."""
    return Path(os.environ.get("SAMSTAD_HOME", ".samstad")).resolve()


def prepare_home() -> Path:
    """The home folder, made if it is not there; refused in one sentence when it cannot be written."""
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".skrivprov"
        probe.touch()
        probe.unlink()
    except OSError:
        raise Refusal(
            "read_only",
            f"Mappen {folder} går inte att skriva i. Ge dig skrivrätt eller välj en annan mapp med SAMSTAD_HOME.",
        ) from None
    return folder


def database_url() -> str:
    """`DATABASE_URL`, else a SQLite file in the home folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{home() / 'samstad.sqlite3'}"


def secret_key() -> str:
    """`SAMSTAD_SECRET_KEY`, else a key kept in the home folder, else one for this process only."""
    given = os.environ.get("SAMSTAD_SECRET_KEY")
    if given:
        return given
    kept = home() / "secret-key"
    if kept.is_file():
        return kept.read_text(encoding="utf-8").strip()
    fresh = secrets.token_urlsafe(50)
    if kept.parent.is_dir():
        try:
            kept.touch(mode=0o600, exist_ok=False)
            kept.write_text(fresh, encoding="utf-8")
        except FileExistsError:
            return kept.read_text(encoding="utf-8").strip()
        except OSError:
            return fresh
    return fresh


def allowed_hosts() -> list[str]:
    """Host names the service answers to; only this machine unless `SAMSTAD_HOSTS` says otherwise."""
    return [h for h in os.environ.get("SAMSTAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]


def is_behind_https() -> bool:
    """True when `SAMSTAD_HTTPS=1`: cookies are then sent over https only."""
    return os.environ.get("SAMSTAD_HTTPS") == "1"


def service_address(service: str) -> str | None:
    """`SAMSTAD_KOLADA` or `SAMSTAD_SCB`: another address of the open service; None for its own."""
    return os.environ.get(f"SAMSTAD_{service.upper()}", "").rstrip("/") or None


def attachment_limit() -> int:
    """`SAMSTAD_ATTACHMENT_MB`, how large a report's file may be, in bytes; 10 MB by default."""
    raw = os.environ.get("SAMSTAD_ATTACHMENT_MB", "10")
    if not raw.isdigit() or not 1 <= int(raw) <= 100:
        raise Refusal("bad_limit", f"SAMSTAD_ATTACHMENT_MB={raw} går inte. Välj ett helt tal mellan 1 och 100.")
    return int(raw) * 1_000_000


def fetch_figures() -> str:
    """`SAMSTAD_FETCH`: `thread` fetches beside the page that asked, `cron` leaves it to `samstad fetch-jobs`."""
    said = os.environ.get("SAMSTAD_FETCH") or "thread"
    if said not in ("thread", "cron"):
        raise Refusal("bad_fetch", f"SAMSTAD_FETCH={said} går inte. Välj thread eller cron.")
    return said


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `tls` from the first word, `starttls` after a greeting in the clear."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


_MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail_server() -> MailServer | None:
    """`SAMSTAD_MAIL`, such as `smtps://name:password@mail.city.se`; None when mails are written as files."""
    given = os.environ.get("SAMSTAD_MAIL", "")
    if not given:
        return None
    try:
        parts = urlsplit(given)
        host, chosen = parts.hostname, parts.port
    except ValueError:
        host, chosen, parts = None, None, urlsplit("")
    if not host or parts.scheme not in _MAIL_PORTS:
        # What was given is not told: it holds a password.
        raise Refusal(
            "bad_mail",
            "SAMSTAD_MAIL går inte att läsa. Skriv till exempel smtp+starttls://namn:lösenord@mail.staden.se.",
        )
    return MailServer(
        host,
        chosen or _MAIL_PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )


def mail_sender() -> str:
    """`SAMSTAD_MAIL_FROM`, the address that mails come from."""
    return os.environ.get("SAMSTAD_MAIL_FROM") or "samstad@localhost"


def mail_folder() -> Path:
    """Where mails are written as files when no mail server is named."""
    return home() / "mail"


def site() -> str:
    """`SAMSTAD_SITE`, where people reach the service, for links in mails; this machine by default."""
    return (os.environ.get("SAMSTAD_SITE") or f"http://localhost:{port()}").rstrip("/")


def port() -> int:
    """`PORT`, 8000 by default; refused when it is no port number."""
    raw = os.environ.get("PORT", "8000")
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise Refusal("bad_port", f"PORT={raw} är inget portnummer. Välj ett tal mellan 1 och 65535.")
    return int(raw)


def address() -> str:
    """`SAMSTAD_ADDRESS`, the network address that is listened to; only this machine by default."""
    return os.environ.get("SAMSTAD_ADDRESS", "127.0.0.1")
