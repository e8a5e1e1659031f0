"""What people are told goes out by mail once, what fails stays and says why, and a press stops it all."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from tests import builders as b
from tests.domain.notices.post_office import post_office

from samstad.domain.notices.actions import choose_wishes, mark_seen, send_mail, stop_mail
from samstad.domain.notices.actions.mail import Sent
from samstad.domain.notices.models import Notice, Wishes
from samstad.domain.notices.queries import failed_mails
from samstad.domain.notices.tokens import CALENDAR, STOP, make_token
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.people.models import User
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.desk import mail_writer

pytestmark = pytest.mark.django_db
SITE = "https://samstad.example.org"


def tell(person: User, text: str = "En rad väntar.", at: datetime = b.NOON) -> Notice:
    return Notice.objects.create(user=person, text=text, link="/arbete/", at=at)


def send(at: datetime = b.NOON) -> Sent:
    return send_mail(write=mail_writer(SITE), by=COMMAND_LINE, at=at)


def test_each_person_gets_one_mail_with_all_that_is_new_and_nothing_twice(mailoutbox: list[EmailMessage]) -> None:
    sara, kim = b.person("Sara"), b.person("Kim")
    tell(sara)
    tell(sara, "Rapporten är återlämnad.")
    tell(kim)
    assert send().mails == 2
    assert send(b.NOON + timedelta(hours=1)).mails == 0
    first, second = mailoutbox
    assert (first.to, second.to) == ([sara.email], [kim.email])
    assert first.subject == "2 nyheter i Samstad"
    assert second.subject == "En rad väntar."
    assert f"Rapporten är återlämnad.\n{SITE}/arbete/" in str(first.body)


def test_the_mail_can_be_stopped_in_one_press_by_people_and_by_programs(mailoutbox: list[EmailMessage]) -> None:
    sara = b.person("Sara")
    tell(sara)
    send()
    stop = f"{SITE}/arbete/brev/sluta/{make_token(STOP, sara.pk)}/"
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{stop}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in str(mailoutbox[0].body)


def test_a_program_is_offered_to_press_by_itself_over_https_only(mailoutbox: list[EmailMessage]) -> None:
    tell(b.person())
    send_mail(write=mail_writer("http://localhost:8000"), by=COMMAND_LINE, at=b.NOON)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/arbete/brev/sluta/")
    assert "List-Unsubscribe-Post" not in headers


def test_nobody_is_mailed_who_has_read_it_said_no_or_left(mailoutbox: list[EmailMessage]) -> None:
    reader, silent, gone = b.person("Läsare"), b.person("Tyst"), b.person("Borta")
    for person in (reader, silent, gone):
        tell(person)
    mark_seen(by=Actor.of(reader), at=b.NOON)
    choose_wishes(rhythm="daily", by_mail=False, by=Actor.of(silent), at=b.NOON)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert send() == Sent()
    assert mailoutbox == []


def test_what_was_told_long_ago_is_not_mailed_when_mail_is_switched_on(mailoutbox: list[EmailMessage]) -> None:
    tell(b.person(), at=b.NOON - timedelta(days=8))
    assert send().mails == 0
    assert mailoutbox == []


def test_no_mail_is_written_as_something_else(mailoutbox: list[EmailMessage]) -> None:
    tell(b.person(), "Mål:\nBcc: alla@example.org " + "x" * 200)
    assert send().mails == 1
    assert mailoutbox[0].subject.startswith("Mål: Bcc: alla@example.org x")
    assert mailoutbox[0].recipients() == mailoutbox[0].to
    assert len(mailoutbox[0].subject) == 120


@pytest.fixture
def by_post(settings: Any) -> Any:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    return settings


def test_one_address_that_is_refused_stops_nobody_else_and_says_why(by_post: Any) -> None:
    sara, kim = b.person("Sara"), b.person("Kim")
    refused, taken = tell(sara), tell(kim)
    with post_office(sara.email) as office:
        by_post.EMAIL_PORT = office.port
        sent = send()
        assert [str(mail["To"]) for mail in office.mails] == [kim.email]
        assert (sent.mails, list(sent.problems), sent.closed) == (1, ["Sara"], "")
        refused.refresh_from_db()
        taken.refresh_from_db()
        assert (refused.mailed_at, taken.mailed_at) == (None, b.NOON)
        assert "550" in refused.mail_problem
        office.refused.clear()
        assert send(b.NOON + timedelta(days=30)).mails == 1, "it stays to be sent, however long it takes"
        assert [str(mail["To"]) for mail in office.mails] == [kim.email, sara.email]
    refused.refresh_from_db()
    assert refused.mail_problem == ""


def test_a_mail_that_failed_is_told_until_one_leaves_or_none_is_wanted() -> None:
    sara, kim, silent = b.person("Sara"), b.person("Kim"), b.person("Tyst")
    for person in (sara, kim, silent):
        tell(person)
    Notice.objects.update(mail_problem="550 no such box")
    choose_wishes(rhythm="daily", by_mail=False, by=Actor.of(silent), at=b.NOON)
    assert failed_mails() == {sara.pk: "550 no such box", kim.pk: "550 no such box"}
    mark_seen(by=Actor.of(sara), at=b.NOON)
    assert failed_mails(sara.pk), "to have read it mends no address"
    tell(sara, at=b.NOON + timedelta(days=1))
    send(b.NOON + timedelta(days=1))
    assert failed_mails() == {}


def test_a_server_that_does_not_answer_is_asked_once_and_everything_stays(by_post: Any) -> None:
    with post_office() as office:
        by_post.EMAIL_PORT = office.port
    for name in ("Sara", "Kim"):
        tell(b.person(name))
    sent = send()
    assert sent.mails == 0
    assert set(sent.problems) == {"Sara", "Kim"}
    assert sent.closed
    assert set(Notice.objects.values_list("mail_problem", flat=True)) == {sent.closed}


def test_swedish_words_and_long_addresses_arrive_whole(by_post: Any) -> None:
    sara = b.person("Åsa Öberg")
    tell(sara, "Åtgärden väntar på svar.")
    with post_office() as office:
        by_post.EMAIL_PORT = office.port
        send()
        (mail,) = office.mails
    assert str(mail["Subject"]) == "Åtgärden väntar på svar."
    assert "Hej Åsa Öberg," in mail.get_content()
    stop = f"{SITE}/arbete/brev/sluta/{make_token(STOP, sara.pk)}/"
    assert stop in mail.get_content()
    assert mail["List-Unsubscribe"].strip() == f"<{stop}>"
    assert b"=?" not in office.raw[0].partition(b"List-Unsubscribe:")[2].partition(b">")[0], "a link is never encoded"


def test_without_a_server_mails_are_files(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    tell(b.person())
    assert send().mails == 1
    (written,) = (tmp_path / "mail").iterdir()
    assert "Subject: =?utf-8?" in written.read_text(encoding="utf-8")


def test_a_run_that_is_broken_off_leaves_the_mail_to_be_sent(mailoutbox: list[EmailMessage]) -> None:
    tell(b.person())

    def broken(person: User, notices: list[Notice]) -> EmailMessage:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_mail(write=broken, by=COMMAND_LINE, at=b.NOON)
    assert send().mails == 1


def test_a_stop_is_for_the_person_of_the_word_only_and_no_other_word_does() -> None:
    sara, kim = b.person("Sara"), b.person("Kim")
    assert stop_mail(token=make_token(STOP, sara.pk), by=None, at=b.NOON) == sara
    assert stop_mail(token=make_token(STOP, sara.pk), by=None, at=b.NOON) == sara
    assert list(Wishes.objects.filter(by_mail=False).values_list("user", flat=True)) == [sara.pk]
    for wrong in (make_token(CALENDAR, kim.pk), f"{kim.pk}.0:x", make_token(STOP, kim.pk)[:-1], ""):
        with pytest.raises(Refusal, match="Länken är inte hel"):
            stop_mail(token=wrong, by=None, at=b.NOON)
    with pytest.raises(Refusal, match="finns inte längre"):
        stop_mail(token=make_token(STOP, 999_999), by=None, at=b.NOON)


def test_a_rhythm_is_chosen_by_the_person_and_from_the_list() -> None:
    own = Actor.of(b.person())
    assert choose_wishes(rhythm="never", by_mail=True, by=own, at=b.NOON).rhythm == "never"
    with pytest.raises(Refusal, match="ur listan"):
        choose_wishes(rhythm="hourly", by_mail=True, by=own, at=b.NOON)
    with pytest.raises(NotAllowed):
        choose_wishes(rhythm="never", by_mail=True, by=COMMAND_LINE, at=b.NOON)
