"""What gunicorn serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
application = get_wsgi_application()

# Every view is imported now, not at its first visit. What is there by then stays for good: a collection that went
# through all of it again took longer than most pages (benchmarks/README.md).
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
