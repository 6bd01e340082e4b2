"""Page components need Django's settings; these do when no others are in force."""

import os

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(STATIC_URL="/static/", USE_TZ=True)
    django.setup()
