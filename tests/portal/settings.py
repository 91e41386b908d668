"""The portal's settings for tests: a home that goes away, a quick password hash, mail kept in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="openperkins-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["OPENPERKINS_HOME"] = _HOME
os.environ["OPENPERKINS_LOCAL"] = "true"
os.environ["OPENPERKINS_REQUIRE_SECOND_FACTOR"] = "false"
os.environ.setdefault("OPENPERKINS_SECRET_KEY", "for tests alone")
os.environ.setdefault("OPENPERKINS_EVENT_LOG_KEY", "for tests alone, too")

from openperkins.portal.settings import *  # noqa: E402, F403
from openperkins.portal.settings import DATABASES, STORAGES  # noqa: E402

HOME = Path(_HOME)
(HOME / "static").mkdir()  # where collected files would be: the server looks for it
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
RUN_MEMORY = "1GB"
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # a file, so that threads of a test see the same rows
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
