"""Sign-in with password and second factor, in our own pages and both languages."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from tests import builders as b

pytestmark = pytest.mark.django_db
PASSWORD = "ett långt lösenord"


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    answer = client.post("/konto/login/", {"login": email, "password": password})
    return answer.headers.get("Location", "")


def test_the_right_password_leads_to_the_desk(client: Client) -> None:
    assert sign_in(client, b.person().email) == "/arbete/"


def test_a_wrong_password_says_so_without_telling_who_exists(client: Client) -> None:
    known = client.post("/konto/login/", {"login": b.person().email, "password": "fel fel fel fel"})
    unknown = client.post("/konto/login/", {"login": "ingen@example.org", "password": "fel fel fel fel"})
    assert known.status_code == unknown.status_code == 200
    assert 'role="alert"' in known.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_and_nothing_is_sent_by_mail(client: Client) -> None:
    assert "Konton skapas av staden" in client.get("/konto/signup/").content.decode()
    assert "Be stadens administratör" in client.get("/konto/password/reset/").content.decode()


def test_signing_out_is_asked_for_and_leads_home(client: Client) -> None:
    client.force_login(b.person())
    assert "Vill du logga ut?" in client.get("/konto/logout/").content.decode()
    assert client.post("/konto/logout/")["Location"] == "/"


def test_changing_the_password(client: Client) -> None:
    email = b.person().email
    sign_in(client, email)
    assert "Minst tolv tecken" in client.get("/konto/password/change/").content.decode()
    new = "ett annat långt lösenord"
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert sign_in(Client(), email, new) == "/arbete/"


def test_a_second_factor_from_on_to_off(client: Client) -> None:
    person = b.person()
    sign_in(client, person.email)
    assert "Inte påslagen" in client.get("/konto/2fa/").content.decode()
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    page = client.get("/konto/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in page.content.decode()
    secret = page.context["form"].secret
    client.post("/konto/2fa/totp/activate/", {"code": code(secret)})
    overview = client.get("/konto/2fa/").content.decode()
    assert "Påslagen" in overview
    assert "Reservkoder" in overview
    assert "10 koder av 10 är kvar." in client.get("/konto/2fa/recovery-codes/").content.decode()
    assert "De gamla koderna slutar gälla." in client.get("/konto/2fa/recovery-codes/generate/").content.decode()
    assert "Stäng av" in client.get("/konto/2fa/totp/deactivate/").content.decode()
    client.post("/konto/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=person).exists()


def test_with_a_second_factor_the_password_is_not_enough(client: Client) -> None:
    person = b.person()
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")}
    )
    assert sign_in(client, person.email) == "/konto/2fa/authenticate/"
    assert "Skriv koden från appen" in client.get("/konto/2fa/authenticate/").content.decode()
    assert "_auth_user_id" not in client.session
    answer = client.post("/konto/2fa/authenticate/", {"code": code("JBSWY3DPEHPK3PXP")})
    assert answer["Location"] == "/arbete/"


def test_what_needs_a_fresh_sign_in_asks_for_the_password_again(client: Client) -> None:
    client.force_login(b.person())
    answer = client.get("/konto/2fa/totp/activate/", follow=True)
    assert "Bekräfta att det är du" in answer.content.decode()


def test_a_closed_account_says_whom_to_ask(client: Client) -> None:
    assert "Kontot är avstängt" in client.get("/konto/inactive/").content.decode()


def test_sign_in_in_english_stays_in_english(client: Client) -> None:
    answer = client.post("/en/konto/login/", {"login": b.person().email, "password": PASSWORD})
    assert answer["Location"] == "/en/arbete/"
