"""Addresses of what waits for the State's review."""

from django.urls import path

from openperkins.portal.documents.views.assign import assign_review
from openperkins.portal.documents.views.queue import queue_page

urlpatterns = [
    path("s/queue/", queue_page, name="queue"),
    path("s/review/<int:pk>/assign/", assign_review, name="assign_review"),
]
