"""Addresses of needs assessments: a district's workspace, what it shares, and the editions."""

from django.urls import path

from openperkins.portal.needs.views import cycles, editions, metric, outcome, record, sharing, state, work

_D = "d/<str:org>/clna/"
_C = f"{_D}<int:sy>/"
_S = "s/needs/"

urlpatterns = [
    path(_D, cycles.needs, name="needs"),
    path(_C, cycles.needs_cycle, name="needs_cycle"),
    path(f"{_C}<int:component>/", work.needs_component, name="needs_component"),
    path(f"{_C}metrics/<str:metric>/", metric.needs_metric, name="needs_metric"),
    path(f"{_C}workforce/<str:program>/", work.needs_workforce, name="needs_workforce"),
    path(f"{_C}projections/", outcome.needs_projections, name="needs_projections"),
    path(f"{_C}people/", work.needs_people, name="needs_people"),
    path(f"{_C}priorities/", work.needs_priorities, name="needs_priorities"),
    path(f"{_C}action-plan/", work.needs_plan, name="needs_plan"),
    path(f"{_C}action-plan.<str:form>", outcome.needs_plan_file, name="needs_plan_file"),
    path(f"{_C}summary/", outcome.needs_summary, name="needs_summary"),
    path(f"{_C}summary.<str:form>", outcome.needs_summary_file, name="needs_summary_file"),
    path(f"{_C}worksheets/", outcome.needs_worksheets, name="needs_worksheets"),
    path(f"{_C}worksheet.xlsx", outcome.needs_worksheet, name="needs_worksheet"),
    path(f"{_C}keep-version/", sharing.keep, name="keep_needs"),
    path(f"{_C}share/", sharing.share, name="share_needs"),
    path(f"{_C}stop-sharing/", sharing.stop, name="stop_sharing_needs"),
    path(f"{_C}compare/", sharing.compare_needs, name="compare_needs"),
    path(f"{_C}history/", sharing.history, name="needs_history"),
    path(f"{_C}record.pdf", record.needs_record, name="needs_record"),
    path(f"{_C}comment/", sharing.comment, name="comment_needs"),
    path(f"{_C}files/", sharing.files, name="needs_files"),
    path(f"{_C}files/<int:file>/", sharing.file, name="needs_file"),
    path(f"{_C}files/<int:file>/take-off/", sharing.remove_file, name="remove_needs_file"),
    path(_S, state.shared_needs, name="shared_needs"),
    path(f"{_S}<int:pk>/", state.shared_need, name="shared_need"),
    path(f"{_S}<int:pk>/summary.<str:form>", state.shared_need_summary, name="shared_need_summary"),
    path(f"{_S}<int:pk>/files/<int:file>/", state.shared_need_file, name="shared_need_file"),
    path("s/instruments/", editions.instruments, name="instruments"),
    path("s/instruments/load/", editions.load_instrument, name="load_instrument"),
    path("s/instruments/<int:pk>/", editions.instrument, name="instrument"),
    path("s/instruments/<int:pk>/use/", editions.instrument_use, name="instrument_use"),
    path("s/instruments/<int:pk>/file/", editions.instrument_file, name="instrument_file"),
]
