import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
application = get_wsgi_application()

from django.db import connections  # noqa: E402  (needs the settings that were just chosen)

from settings.addresses import bind_sites  # noqa: E402

bind_sites()
connections.close_all()  # threads that serve open their own
