"""Addresses of what waits for the State's review."""

from django.urls import path

from openperkins.portal.documents.views.queue import queue_page

urlpatterns = [path("s/queue/", queue_page, name="queue")]
