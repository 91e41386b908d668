"""The portal: Django, one app per thing a person names. Nothing is computed here that a run computes."""
