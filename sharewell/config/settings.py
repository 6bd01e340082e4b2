"""The one settings file. What differs between places is in the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sharewell.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = env.flag("DEMO")
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
CONTEXT_KEY = env.secret_bytes("CONTEXT_KEY")
FIELD_KEYS = env.keyring("FIELD_KEYS")
# Who holds the agencies' keys (docs/how-to/keys.md), and where the subjects' are: never
# beside the database, nor in its backups.
KEY_SERVICE = env.one_of("KEY_SERVICE", ("local", "pkcs11", "vault"))
HSM = {
    name: env.text(f"HSM_{name.upper()}", "" if KEY_SERVICE != "pkcs11" else None)
    for name in ("module", "token", "pin")
}
VAULT = {
    name: env.text(f"VAULT_{name.upper()}", "" if KEY_SERVICE != "vault" else None)
    for name in ("address", "mount", "token")
}
if KEY_SERVICE == "vault" and not VAULT["address"].startswith("https://"):
    raise ImproperlyConfigured("VAULT_ADDRESS must be https://.")
KEY_STORE_DIR = env.folder("KEY_STORE_DIR")
# For how long copies are kept: after that what was erased is in no backup either.
KEY_STORE_BACKUP_DAYS = env.number("KEY_STORE_BACKUP_DAYS", 7)
DATABASE_BACKUP_DAYS = env.number("DATABASE_BACKUP_DAYS", 35)
# How long an agreed erasure can still be withdrawn, and until which age records stay.
ERASURE_DELAY_DAYS = env.number("ERASURE_DELAY_DAYS", 14)
RETENTION_AGE_YEARS = env.number("RETENTION_AGE_YEARS", 25)
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY must hold at least 40 characters.")
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
if not (DEMO or HTTPS):
    raise ImproperlyConfigured("BASE_URL must be https:// unless DEMO=1.")
ALLOWED_HOSTS = env.text("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

DATABASES = {"default": env.database(env.text("DATABASE_URL"))}
for alias in ("owner", "ledger"):
    # Only migrations get the owner, only the worker's sequencer the ledger role.
    if url := env.text(f"{alias.upper()}_DATABASE_URL", ""):
        DATABASES[alias] = env.database(url)
DATABASE_ROUTERS: list[str] = []
# The name in every checkpoint: set once, for the life of the ledger.
LEDGER_NAME = env.text("LEDGER_NAME", f"{urlsplit(BASE_URL).hostname}/ledger")
# Public: those before a change of key; the present one where no private key is.
LEDGER_KEYS = env.text("LEDGER_KEYS", "")
# The sequencer's alone. With it the web process could sign a ledger of its own making.
LEDGER_SIGNING_KEY = (
    env.secret_bytes("LEDGER_SIGNING_KEY", exactly=True)
    if env.text("LEDGER_SIGNING_KEY", "")
    else None
)
# How long the download of a record waits for its seal before it says: try again.
SEAL_PATIENCE_SECONDS = 2.0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
    "sharewell.keys",
    "sharewell.outbox",
    "sharewell.audit",
    "sharewell.access",
    "sharewell.accounts",
    "sharewell.agencies",
    "sharewell.children",
    "sharewell.decisions",
    "sharewell.exchange",
    "sharewell.web",
]
MIDDLEWARE = [
    "sharewell.access.refusals.RefusalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sharewell.web.middleware.PrivateReplies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sharewell.accounts.middleware.IdleSessionMiddleware",
    "sharewell.accounts.middleware.SignedInMiddleware",
    "sharewell.web.middleware.Hats",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "sharewell.config.urls"
WSGI_APPLICATION = "sharewell.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "sharewell.web.jinja.environment",
            "context_processors": [
                "csp.context_processors.nonce",
                "django.contrib.messages.context_processors.messages",
                "sharewell.web.context.page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
# The compiled files are committed as they are served: there is nothing to collect.
STATIC_ROOT = PACKAGE / "web" / "static"
WHITENOISE_USE_FINDERS = False
# Nobody else's page has any business with our style sheets and scripts.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# -- sign-in ---------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "sharewell.accounts.passwords.HardToGuess",
        "OPTIONS": {"words": env.text("LOCAL_WORDS", "").split()},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your-work"
ACCOUNT_LOGOUT_REDIRECT_URL = "signed-out"
ACCOUNT_ADAPTER = "sharewell.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Failures are limited tightly; a whole council may sign in from one address at nine.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "set_up": "60/m/ip",
}
# How many proxies of ours stand in front: without it their address is everybody's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXY_COUNT", "0"))
SOCIALACCOUNT_ADAPTER = "sharewell.accounts.adapter.AgencySignInAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# Agencies that sign their people in themselves: see sharewell.accounts.providers.
OIDC_PROVIDERS = env.listed("OIDC_PROVIDERS")
MFA_ADAPTER = "sharewell.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Sharewell"
MFA_TOTP_TOLERANCE = 0
CACHES = {
    "default": {
        # Shared by every worker: a used code must be refused by all of them.
        "BACKEND": "sharewell.accounts.shared_cache.SharedCache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Behind TLS a name that browsers keep to this very host: nobody sets it from beside.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sharewell_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "sharewell.web.messages.HostMessages"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_LIMIT = timedelta(minutes=int(env.text("SESSION_IDLE_MINUTES", "30")))
SESSION_SHARED_LIMIT = timedelta(minutes=int(env.text("SESSION_SHARED_MINUTES", "10")))
SESSION_IDLE_WARNING = timedelta(minutes=5)
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sharewell.web.views.session.csrf_failure"

# -- headers ---------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Whom to tell about a weakness, and until when that holds; shown as security.txt.
SECURITY_CONTACT = env.contacts("SECURITY_CONTACT")
SECURITY_CONTACT_UNTIL = env.day("SECURITY_CONTACT_UNTIL")
SECURITY_POLICY = env.text("SECURITY_POLICY", "")

# -- limits on what a browser may send ---------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# -- existence questions: how many in 24 hours; serious ones are never stopped --------
EXISTENCE_A_DAY_PERSON = int(env.text("EXISTENCE_A_DAY_PERSON", "20"))
EXISTENCE_A_DAY_AGENCY = int(env.text("EXISTENCE_A_DAY_AGENCY", "100"))

# -- mail and jobs -----------------------------------------------------------------
SMTP_URL = env.text("SMTP_URL", "smtp://127.0.0.1:2525")
MAIL_FROM = env.text("MAIL_FROM", "Sharewell <no-reply@sharewell.invalid>")
SENT_MESSAGES_DIR = env.text("SENT_MESSAGES_DIR", "") if DEMO else ""
PROCRASTINATE_IMPORT_PATHS = [
    "sharewell.agencies.jobs",
    "sharewell.decisions.jobs",
    "sharewell.exchange.jobs",
    "sharewell.assurance.jobs",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Who signed in is said as well, not only who could not.
    "loggers": {"sharewell.security": {"level": "INFO"}},
}
