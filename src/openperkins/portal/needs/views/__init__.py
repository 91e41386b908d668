"""Pages of needs assessments: the district's workspace, what it shares, and the editions."""
