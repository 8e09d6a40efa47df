"""What every place shares: rooms, middleware, languages, policies. A place adds its database, layer and secrets."""

import locale
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from plenaria.settings import environment
from plugins import registry

ROOT = Path(__file__).resolve().parents[3]
DATA = environment.folder("PLENARIA_DATA", ROOT / "var")

INSTALLED_APPS = [
    "daphne",
    "plenaria.home",
    "plenaria.accounts",
    "plenaria.demo",
    "plenaria.upkeep",
    "plenaria.safety",
    "live",
    "sessions",
    "events",
    "plugins",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "channels",
    "schedule",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "plenaria.safety.headers.SafeHeaders",
    "plenaria.compressing.Compression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plenaria.policy.ContentSecurityPolicy",
    "plenaria.watching.door.watchers",
    "plenaria.caching.PublicPages",
    "plenaria.reading.read_once_a_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "plenaria.accounts.side_views.SideViews",
    "plenaria.accounts.editing_door.EditingDoor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "plenaria.urls"
ASGI_APPLICATION = "plenaria.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "plenaria" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                        "plugins.loaders.FormatFolders",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Where participation formats are looked for, beside the entry points of installed packages.
PLENARIA_FORMAT_PACKAGES = ["plugins", "live"]

# Languages: Spanish first.
LANGUAGE_CODE = "es"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("es", "Español"), ("en", "English"), ("fr", "Français"), ("pt", "Português")]
LOCALE_PATHS = [ROOT / "site" / "plenaria" / "locale", *registry.locales(PLENARIA_FORMAT_PACKAGES)]
locale.locale_alias["pt"] = "pt_BR.UTF-8"  # else gettext takes the editor's words from Portugal, the rest in Spanish
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# Who signs in.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "plenaria.accounts.forms.NameForm"
ACCOUNT_FORMS = {
    name: f"plenaria.accounts.plain.{form}"
    for name, form in (
        ("login", "SignIn"),
        ("signup", "SignUp"),
        ("reset_password", "AskForLink"),
        ("add_email", "AddAddress"),
        ("change_password", "ChangePassword"),
    )
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "plenaria.accounts.names.shown"

# Public pages are kept in each process; a file, `shared` with commands beside the server, says whether they are old.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    "shared": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "shared"},
}

# Files.
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "site" / "plenaria" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "plugins.finders.FormatFolders",  # last: no format can stand before a file of the house
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
SERVES_MEDIA = False  # in production the web server in front does
WHITENOISE_USE_FINDERS = True

# Wagtail: no call to other hosts.
WAGTAIL_SITE_NAME = "Plenaria"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "plenaria.finding"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that can be read aloud and typed
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAIL_FINISH_WORKFLOW_ACTION = "plenaria.accounts.workflow.publish_approved"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"

# What may be uploaded: nothing a browser would run, nothing that fills disk or memory when it is opened.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "txt", "md", "csv", "json"),
    *("epub", "ics", "vtt", "srt", "mp3", "ogg", "oga", "opus", "m4a", "wav", "mp4", "webm", "zip"),
    *("png", "jpg", "jpeg", "webp", "avif", "gif"),
]
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]  # all others are handed over as files
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]  # no SVG, which may hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # above any phone's usual picture; 200 MB of memory when it is resized

# Policies. Strict everywhere; plenaria.policy loosens it for Wagtail's admin alone.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a Wagtail page with many blocks posts a few thousand fields

# Logs go to where the process was started, and hold nothing that opens a door.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "plenaria.safety.logs.WithoutSecrets"},
        "json": {"()": "plenaria.watching.lines.Lines"},
    },
    "filters": {"seldom": {"()": "plenaria.watching.seldom.Seldom"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "text", "filters": ["seldom"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Who may read what a process counts, beside the machine itself; "" for nobody.
PLENARIA_METRICS_TOKEN = environment.token("METRICS_TOKEN")

# Limits of one address do not hold for this machine's own (a rehearsal, a measurement): only local settings say so.
PLENARIA_SPARES_LOOPBACK = False
PLENARIA_SOCKETS_OF_AN_ADDRESS = environment.number("PLENARIA_SOCKETS_OF_AN_ADDRESS", 2000)  # a full hall shares one

# The demo makes accounts whose password everybody knows: only local settings allow it.
PLENARIA_DEMO = False

# The calendar library is used for its models alone; its pages are not mounted.
SCHEDULER_PREVNEXT_LIMIT_SECONDS = 0
