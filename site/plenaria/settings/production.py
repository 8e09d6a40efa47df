"""PostgreSQL, Redis and TLS in front: every secret and address comes from the environment."""

from plenaria.settings import environment
from plenaria.settings.base import *  # noqa: F403
from plenaria.settings.base import DATA, INSTALLED_APPS, LOGGING

DEBUG = False
LOGGING["handlers"]["console"]["formatter"] = "json"  # one object a line, for programs that collect logs
SECRET_KEY = environment.secret("SECRET_KEY")
PLENARIA_URL = WAGTAILADMIN_BASE_URL = environment.address("PLENARIA_URL", ("https",))
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [PLENARIA_URL]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"))}
INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [environment.address("REDIS_URL", ("redis", "rediss"))]},
    }
}
CACHES = {
    name: {
        "BACKEND": "plenaria.forgetful.ForgetfulRedis",
        "LOCATION": environment.address("REDIS_URL", ("redis", "rediss")),
        "KEY_PREFIX": f"plenaria-{name}",
    }
    for name in ("default", "shared")
}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": environment.mail("MAIL_URL"),
    }
}
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "plenaria.storage.HashedFiles"},
}
STATIC_ROOT = DATA / "static"  # filled by collectstatic
WHITENOISE_USE_FINDERS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked of the process itself, behind TLS
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000  # a year
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # frames of our own are allowed: Wagtail previews pages in one
    "security.W021",  # the preload list binds a whole domain, which is for its owner to decide
]
