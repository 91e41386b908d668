"""Addresses of the core indicator reports, below /d/<org>/."""

from django.urls import path

from openperkins.portal.results.views import reports

urlpatterns = [
    path("<int:sy>/indicators/", reports.heat_map_page, name="heat_map"),
    path("<int:sy>/indicators/<str:ind>/", reports.indicator_page, name="indicator"),
    path("<int:sy>/indicators/<str:ind>/<str:pop>/", reports.cell_page, name="cell"),
    path("<int:sy>/populations/<str:pop>/", reports.population_page, name="population"),
]
