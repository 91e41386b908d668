"""Addresses of what a district sends, and of what waits for the State's review."""

from django.urls import path

from openperkins.portal.documents.views import together
from openperkins.portal.documents.views.assign import assign_review
from openperkins.portal.documents.views.opening import open_document
from openperkins.portal.documents.views.queue import queue_page

urlpatterns = [
    path("d/<str:org>/<int:sy>/send/", together.send_together, name="send_together"),
    path("d/<str:org>/<int:sy>/sent/<int:pk>/", together.receipt_sent, name="receipt_sent"),
    path("d/<str:org>/<int:sy>/sent/<int:pk>/receipt.pdf", together.receipt_sent_file, name="receipt_sent_file"),
    path("documents/<int:pk>/", open_document, name="open_document"),
    path("s/queue/", queue_page, name="queue"),
    path("s/review/<int:pk>/assign/", assign_review, name="assign_review"),
]
