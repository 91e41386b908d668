"""Addresses of performance levels: the negotiation of a district's year, its review, the State's levels."""

from django.urls import path

from openperkins.portal.levels.views import negotiating, state

_D = "d/<str:org>/<int:sy>/levels/"
_R = "s/review/levels/<int:pk>/"
_S = "s/levels/"

urlpatterns = [
    path(f"{_D}propose/", negotiating.propose_levels, name="propose_levels"),
    path(f"{_D}check/", negotiating.send, name="check_levels"),
    path(f"{_D}take-back/", negotiating.withdraw, name="withdraw_levels"),
    path(f"{_D}accept/", negotiating.accept, name="accept_levels"),
    path(f"{_D}history/", negotiating.levels_history, name="levels_history"),
    path(f"{_D}record.pdf", negotiating.levels_record, name="levels_record"),
    path(f"{_D}comment/", negotiating.comment, name="comment_levels"),
    path(f"{_D}chart.<str:form>", negotiating.levels_chart, name="levels_chart"),
    path(_R, negotiating.review_levels, name="review_levels"),
    path(f"{_R}agree/", negotiating.agree, name="agree_levels"),
    path(f"{_R}counter/", negotiating.counter, name="counter_levels"),
    path(f"{_R}return/", negotiating.return_, name="return_levels"),
    path(f"{_R}reopen/", negotiating.reopen, name="reopen_levels"),
    path(f"{_R}history/", negotiating.review_history, name="review_levels_history"),
    path(f"{_R}record.pdf", negotiating.review_record, name="review_levels_record"),
    path(f"{_R}comment/", negotiating.review_comment, name="review_levels_comment"),
    path(_S, state.all_state_levels, name="state_levels"),
    path(f"{_S}propose/", state.propose_state_levels, name="propose_state_levels"),
    path(f"{_S}<int:pk>/", state.state_levels_of, name="state_levels_of"),
    path(f"{_S}<int:pk>/set/", state.set_levels, name="set_state_levels"),
    path(f"{_S}<int:pk>/drop/", state.drop, name="drop_state_levels"),
    path(f"{_S}<int:pk>/withdraw/", state.withdraw, name="withdraw_state_levels"),
]
