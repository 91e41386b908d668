"""How the portal writes dates where a template says no form."""
