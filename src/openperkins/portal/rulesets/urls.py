"""Addresses of rulesets and of the readings of school years, below /s/rulesets/."""

from django.urls import path, re_path

from openperkins.portal.rulesets.views import adopting, reading, replaying

_REPLAY = r"^s/rulesets/replays/(?P<id>[0-9a-f]{24})"

urlpatterns = [
    path("s/rulesets/", reading.rulesets, name="rulesets"),
    path("s/rulesets/compare/", reading.ruleset_diff, name="ruleset_diff"),
    path("s/rulesets/propose/", adopting.propose_readings, name="propose_readings"),
    path("s/rulesets/readings/<int:pk>/", adopting.adoption, name="adoption"),
    path("s/rulesets/readings/<int:pk>/adopt/", adopting.adopt, name="adopt_readings"),
    path("s/rulesets/readings/<int:pk>/drop/", adopting.drop, name="drop_readings"),
    path("s/rulesets/readings/<int:pk>/withdraw/", adopting.withdraw, name="withdraw_readings"),
    path("s/rulesets/replay/", replaying.replay_ruleset, name="replay_ruleset"),
    re_path(f"{_REPLAY}/$", replaying.replay, name="replay"),
    re_path(f"{_REPLAY}/state/$", replaying.replay_state, name="replay_state"),
    re_path(rf"{_REPLAY}\.(?P<form>[a-z]+)$", replaying.replay_file, name="replay_file"),
    # last: a ruleset may have any name but those above
    path("s/rulesets/<str:name>/", reading.ruleset, name="ruleset"),
]
