"""Addresses of letters, below /s/letters/."""

from django.urls import path

from openperkins.portal.letters import views

urlpatterns = [
    path("s/letters/", views.letters, name="letters"),
    path("s/letters/write/", views.write_letter, name="write_letter"),
    path("s/letters/<int:pk>/", views.letter, name="letter"),
]
