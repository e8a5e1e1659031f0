"""What the machine tells us, and the sentences when it tells us something impossible."""

import os
from pathlib import Path

import pytest

from samstad import environment
from samstad.refusals import Refusal


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hem"
    monkeypatch.setenv("SAMSTAD_HOME", str(folder))
    return folder


def test_data_lies_where_the_command_runs_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMSTAD_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert environment.home() == tmp_path / ".samstad"


def test_the_home_folder_is_made(home: Path) -> None:
    assert environment.prepare_home() == home
    assert list(home.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused(home: Path) -> None:
    home.write_text("en fil i vägen", encoding="utf-8")
    with pytest.raises(Refusal, match="går inte att skriva i") as refusal:
        environment.prepare_home()
    assert refusal.value.code == "read_only"


def test_the_database_is_a_file_in_the_home_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert environment.database_url() == f"sqlite:///{home}/samstad.sqlite3"
    monkeypatch.setenv("DATABASE_URL", "postgresql:///samstad")
    assert environment.database_url() == "postgresql:///samstad"


def test_the_secret_key_is_kept_so_that_people_stay_signed_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_SECRET_KEY", raising=False)
    assert environment.secret_key() != environment.secret_key(), "without a folder it is for this process only"
    home.mkdir()
    first = environment.secret_key()
    assert environment.secret_key() == first
    assert (home / "secret-key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("SAMSTAD_SECRET_KEY", "given")
    assert environment.secret_key() == "given"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_key_that_cannot_be_kept_lasts_for_this_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_SECRET_KEY", raising=False)
    home.mkdir(mode=0o500)
    assert environment.secret_key()
    assert list(home.iterdir()) == []


def test_the_service_answers_to_this_machine_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.allowed_hosts() == ["localhost", "127.0.0.1", "[::1]"]
    assert environment.address() == "127.0.0.1"
    monkeypatch.setenv("SAMSTAD_HOSTS", "samstad.example.org,")
    assert environment.allowed_hosts() == ["samstad.example.org"]


def test_cookies_go_over_https_only_when_there_is_https(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not environment.is_behind_https()
    monkeypatch.setenv("SAMSTAD_HTTPS", "1")
    assert environment.is_behind_https()


@pytest.mark.parametrize(("given", "port"), [("8123", 8123), ("1", 1), ("65535", 65535)])
def test_the_port_is_chosen(monkeypatch: pytest.MonkeyPatch, given: str, port: int) -> None:
    monkeypatch.setenv("PORT", given)
    assert environment.port() == port


@pytest.mark.parametrize("given", ["0", "65536", "http", "", "-1", "80.5"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(Refusal, match="mellan 1 och 65535"):
        environment.port()


def test_an_open_service_has_its_own_address_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_KOLADA", raising=False)
    assert environment.service_address("kolada") is None
    monkeypatch.setenv("SAMSTAD_KOLADA", "http://localhost:1/v3/")
    assert environment.service_address("kolada") == "http://localhost:1/v3"


def test_figures_are_fetched_beside_the_page_or_by_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_FETCH", raising=False)
    assert environment.fetch_figures() == "thread"
    monkeypatch.setenv("SAMSTAD_FETCH", "cron")
    assert environment.fetch_figures() == "cron"
    monkeypatch.setenv("SAMSTAD_FETCH", "ibland")
    with pytest.raises(Refusal, match="thread eller cron"):
        environment.fetch_figures()


def test_mails_are_files_until_a_server_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_MAIL", raising=False)
    monkeypatch.delenv("SAMSTAD_MAIL_FROM", raising=False)
    assert environment.mail_server() is None
    assert environment.mail_folder() == home / "mail"
    assert environment.mail_sender() == "samstad@localhost"


@pytest.mark.parametrize(
    ("given", "server"),
    [
        ("smtp://localhost", environment.MailServer("localhost", 25)),
        ("smtp://10.0.0.1:2525", environment.MailServer("10.0.0.1", 2525)),
        (
            "smtp+starttls://sam%40stad.se:l%C3%B6sen%3Aord@mail.stad.se",
            environment.MailServer("mail.stad.se", 587, "sam@stad.se", "lösen:ord", starttls=True),
        ),
        ("smtps://samstad:x@mail.stad.se", environment.MailServer("mail.stad.se", 465, "samstad", "x", tls=True)),
    ],
)
def test_a_mail_server_is_one_address(
    monkeypatch: pytest.MonkeyPatch, given: str, server: environment.MailServer
) -> None:
    monkeypatch.setenv("SAMSTAD_MAIL", given)
    assert environment.mail_server() == server


@pytest.mark.parametrize(
    "given", ["mail.stad.se", "http://mail.stad.se", "smtp://", "smtp://a:hemligt@b:port", "smtp://[x"]
)
def test_what_is_no_mail_server_is_refused_without_telling_its_password(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SAMSTAD_MAIL", given)
    with pytest.raises(Refusal, match="SAMSTAD_MAIL går inte att läsa") as refusal:
        environment.mail_server()
    assert "hemligt" not in refusal.value.sentence


def test_links_in_mails_lead_where_people_reach_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_SITE", raising=False)
    monkeypatch.setenv("PORT", "8123")
    assert environment.site() == "http://localhost:8123"
    monkeypatch.setenv("SAMSTAD_SITE", "https://samstad.stad.se/")
    assert environment.site() == "https://samstad.stad.se"


@pytest.mark.parametrize("raw", ["0", "101", "tio", "-1", ""])
def test_a_size_that_no_file_can_have_is_refused(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_ATTACHMENT_MB", raw)
    with pytest.raises(Refusal, match="mellan 1 och 100"):
        environment.attachment_limit()


def test_a_file_may_be_ten_megabytes_unless_the_machine_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTAD_ATTACHMENT_MB", raising=False)
    assert environment.attachment_limit() == 10_000_000
    monkeypatch.setenv("SAMSTAD_ATTACHMENT_MB", "3")
    assert environment.attachment_limit() == 3_000_000
