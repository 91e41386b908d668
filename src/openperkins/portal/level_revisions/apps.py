from django.apps import AppConfig


class LevelRevisionsConfig(AppConfig):
    """Requests for another 5S1 level and what follows from them."""

    name = "openperkins.portal.level_revisions"
