"""Addresses of the core indicator reports, below /d/<org>/."""

from django.urls import path

from openperkins.portal.results.views import compare, downloads, earlier, reports, students

urlpatterns = [
    path("<int:sy>/indicators/", reports.heat_map_page, name="heat_map"),
    path("<int:sy>/versions/<int:version>/", earlier.earlier_figures, name="earlier_figures"),
    path("<int:sy>/versions/<int:version>.<str:form>", earlier.earlier_figures_file, name="earlier_figures_file"),
    path("<int:sy>/indicators/<str:ind>/", reports.indicator_page, name="indicator"),
    path("<int:sy>/indicators/<str:ind>/<str:pop>/", reports.cell_page, name="cell"),
    path("<int:sy>/populations/<str:pop>/", reports.population_page, name="population"),
    path("<int:sy>/core-indicators.<str:form>", downloads.heat_map_download, name="heat_map_file"),
    path("<int:sy>/indicators/<str:ind>/report.<str:form>", downloads.indicator_download, name="indicator_file"),
    path("<int:sy>/populations/<str:pop>/report.<str:form>", downloads.population_download, name="population_file"),
    path("<int:sy>/indicators/<str:ind>/<str:pop>/report.<str:form>", downloads.cell_download, name="cell_file"),
    path("<int:sy>/compare/", compare.compare, name="compare"),
    path("<int:sy>/core-indicator-reports.xlsx", downloads.workbook, name="workbook"),
    path("<int:sy>/indicators/<str:ind>/<str:pop>/students/", students.students, name="students"),
    path("<int:sy>/indicators/<str:ind>/<str:pop>/students/<int:place>/", students.student, name="student"),
]
