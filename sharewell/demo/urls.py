"""The addresses of the demonstration's own two pages."""

from django.urls import path

from sharewell.demo import pages

urlpatterns = [
    path("demo/messages", pages.sent_messages, name="sent-messages"),
    path("demo/sign-ins", pages.sign_ins, name="demo-sign-ins"),
]
