"""Pages of improvement plans and annual reports, the district's and the State's."""
