from django.apps import AppConfig


class RulesetsConfig(AppConfig):
    """Rulesets: shown, compared, replayed, adopted."""

    name = "openperkins.portal.rulesets"
