"""Who may do what, and when: tables that the portal, the docs and the tests read."""
