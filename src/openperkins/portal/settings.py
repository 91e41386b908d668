"""Settings of the portal. What a deployment decides comes from the environment; docs/reference/settings.md lists it.

One folder, the home, holds all that is kept beside the database: sealed records, sent files, published figures.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from environs import Env
from platformdirs import user_data_path

from openperkins.portal.deployed import require_address
from openperkins.portal.logs import LOGGING  # noqa: F401
from openperkins.portal.secret import event_log_key, secret_key

env = Env(prefix="OPENPERKINS_")

#: whatever is kept, students' records among it, is readable by the portal's own user alone
os.umask(0o077)
HOME = Path(env.str("HOME", "") or user_data_path("openperkins") / "portal").absolute()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

#: an invented state: a banner on every page, and no second factor asked for
DEMO = env.bool("DEMO", False)
#: served over plain HTTP on this machine alone
LOCAL = env.bool("LOCAL", DEMO)
DEBUG = False
SECRET_KEY = secret_key(HOME)
EVENT_LOG_KEY = event_log_key(HOME)
ALLOWED_HOSTS = env.list("HOSTS", ["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
#: where links in mails lead
PORTAL_URL = env.str("URL", "http://localhost:8000" if LOCAL else "")
if not LOCAL:
    require_address(PORTAL_URL, ALLOWED_HOSTS)
PORTAL_TITLE = env.str("TITLE", "CTE accountability portal")
#: the organization code of the State
STATE_CODE = "00000000"
STATE_NAME = env.str("STATE_NAME", "The State")
#: what a run may use
RUN_MEMORY = env.str("RUN_MEMORY", "4GB")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "health_check",
    "anymail",
    "openperkins.portal.accounts",
    "openperkins.portal.audit",
    "openperkins.portal.directory",
    "openperkins.portal.rulesets",
    "openperkins.portal.submissions",
    "openperkins.portal.results",
    "openperkins.portal.documents",
    "openperkins.portal.levels",
    "openperkins.portal.level_revisions",
    "openperkins.portal.plans",
    "openperkins.portal.letters",
    "openperkins.portal.state_plans",
    "openperkins.portal.needs",
    "openperkins.portal.deadlines",
    "openperkins.portal.notices",
    "openperkins.portal.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "openperkins.portal.accounts.middleware.PersonMiddleware",
]

DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request, when it is answered

ROOT_URLCONF = "openperkins.portal.urls"
WSGI_APPLICATION = "openperkins.portal.wsgi.application"
FORM_RENDERER = "openperkins.portal.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openperkins.portal.pages.context.portal",
            ],
        },
    }
]

# --- database -------------------------------------------------------------------------------------------------

_SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits at its start instead of failing in the middle
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def _database() -> dict[str, object]:
    if not env.str("DATABASE_URL", ""):
        return {
            "ENGINE": "openperkins.portal.sqlite",
            "NAME": HOME / "portal.sqlite3",
            "OPTIONS": _SQLITE,
            "CONN_MAX_AGE": 60,
        }
    url = urlsplit(env.str("DATABASE_URL"))
    if url.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"OPENPERKINS_DATABASE_URL begins with {url.scheme}; it must be postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": dict(parse_qsl(url.query)),  # such as sslmode
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "openperkins.portal.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "openperkins.portal.accounts.adapter.StateSignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if DEMO else "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
_FORMS = "openperkins.portal.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "add_email": f"{_FORMS}.AddEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "openperkins.portal.accounts.models.display_name"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = PORTAL_TITLE
#: every account has a second factor; only an invented state goes without
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", not DEMO)
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.json("OIDC_APPS", []), "OAUTH_PKCE_ENABLED": True}}
if env.bool("SAML", False):
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")
    SOCIALACCOUNT_PROVIDERS["saml"] = {"APPS": env.json("SAML_APPS", [])}

# --- documents ------------------------------------------------------------------------------------------------

#: kinds of documents which whoever made the last change does not send alone
TWO_PEOPLE = env.list("TWO_PEOPLE", ["levels"])
#: the largest file that goes with a document, in bytes, and how many go with one
ATTACHMENT_LIMIT = env.int("ATTACHMENT_MEGABYTES", 20) * 1_000_000
MOST_ATTACHMENTS = env.int("MOST_ATTACHMENTS", 20)

# --- sessions and transport -----------------------------------------------------------------------------------

#: signed out after so long without a key; the page warns before
IDLE_MINUTES = env.int("IDLE_MINUTES", 60)
WARN_MINUTES = env.int("WARN_MINUTES", 5)
#: and in any case after so many hours
SESSION_HOURS = env.int("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
if not LOCAL:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.bool("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        #: proxies in front that add to X-Forwarded-For; else every person would count as one when tries are limited
        ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 1)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = env.list("TRUSTED_ORIGINS", [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
#: a page of a thousand disputed answers (documents/changes.py) sends four fields each
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_TEMP_DIR = HOME / "tmp"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "openperkins.portal.submissions.handlers.SizeLimit",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
#: the largest file that may be sent, in bytes
UPLOAD_LIMIT = env.int("UPLOAD_MEGABYTES", 300) * 1_000_000
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"},
}

# --- files, mail, work in the background ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, EMAIL_PORT = env.str("EMAIL_HOST", "localhost"), env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.str("EMAIL_USER", ""), env.str("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_TLS", False)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "no-reply@localhost")
ANYMAIL = env.json("ANYMAIL", {})
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- words ----------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
USE_TZ = True
USE_I18N = False
FORMAT_MODULE_PATH = ["openperkins.portal.formats"]
