"""Addresses of publications, below /s/publications/, and of a district's performance levels."""

from django.urls import path

from openperkins.portal.results.views import escalation, levels, publications
from openperkins.portal.results.views import publication_steps as steps

_ONE = "s/publications/<int:pk>/"

urlpatterns = [
    path("s/below/", escalation.years_below_page, name="years_below"),
    path("s/publications/", publications.publications, name="publications"),
    path("s/publications/compose/", publications.compose_publication, name="compose_publication"),
    path(_ONE, publications.publication, name="publication"),
    path(f"{_ONE}state/", publications.publication_state, name="publication_state"),
    path(f"{_ONE}changes.<str:form>", publications.publication_changes, name="publication_changes"),
    path(f"{_ONE}files/", publications.publication_inputs, name="publication_inputs"),
    path(f"{_ONE}propose/", steps.propose, name="propose_publication"),
    path(f"{_ONE}approve/", steps.approve, name="approve_publication"),
    path(f"{_ONE}return/", steps.return_to_draft, name="return_publication"),
    path(f"{_ONE}discard/", steps.discard, name="discard_publication"),
    path(f"{_ONE}retract/", steps.retract, name="retract_publication"),
    path(f"{_ONE}verify/", steps.verify_publication, name="verify_publication"),
    path("d/<str:org>/<int:sy>/levels/", levels.levels, name="levels"),
    path("d/<str:org>/<int:sy>/levels.<str:form>", levels.levels_file, name="levels_file"),
]
