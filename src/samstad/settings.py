"""All settings of the service, in one file; what differs between machines comes from `environment`."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.db.backends.sqlite3.base import DatabaseWrapper

from samstad import environment

PACKAGE = Path(__file__).parent

SECRET_KEY = environment.secret_key()
DEBUG = False
ALLOWED_HOSTS = environment.allowed_hosts()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "samstad.domain.people",
    "samstad.domain.history",
    "samstad.domain.notices",
    "samstad.domain.places",
    "samstad.domain.organisation",
    "samstad.domain.steering",
    "samstad.domain.programmes",
    "samstad.domain.cycle",
    "samstad.domain.risk",
    "samstad.web",
    "samstad",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samstad.web.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samstad.web.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samstad.web.middleware.ControlCharactersMiddleware",
    "samstad.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "samstad.urls"
WSGI_APPLICATION = "samstad.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samstad.web.context.base",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "samstad.web.templatetags.samstad_tags",
                "samstad.web.templatetags.need_tags",
                "samstad.web.templatetags.contents",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(environment.database_url(), conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite takes this many values in one statement since 3.32 (2020); Django still counts with 999, which makes a
    # plan of a thousand rows dozens of statements instead of one or two.
    features: Any = DatabaseWrapper.features_class
    features.max_query_params = 32_766
    # Writers queue for up to 20 s instead of failing, and take the lock at once so that none starves.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
# In memory only: what can be read again from the database, kept because it never changes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "samstad.web.account.adapter.ClosedDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samstad"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:mine"
LOGOUT_REDIRECT_URL = "public:start"
SITE = environment.site()
DEFAULT_FROM_EMAIL = environment.mail_sender()
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = environment.mail_folder()
EMAIL_TIMEOUT = 20
mail_server = environment.mail_server()
if mail_server:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = mail_server.host, mail_server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail_server.user, mail_server.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = mail_server.tls, mail_server.starttls

ATTACHMENT_LIMIT = environment.attachment_limit()
FETCH_FIGURES = environment.fetch_figures()

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.is_behind_https()
SESSION_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A queue of requests and a save that somebody was first with are everyday matters, told to the person who waits.
    "loggers": {"waitress.queue": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
