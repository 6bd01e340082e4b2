"""Messages to the next page, in a cookie that is kept to this host."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Django's, under a name with the prefix of the other cookies."""

    cookie_name = f"{settings.COOKIE_PREFIX}sharewell_messages"


class HostMessages(FallbackStorage):
    """In the cookie; in the session where they are too long for it."""

    storage_classes = (HostCookie, SessionStorage)
