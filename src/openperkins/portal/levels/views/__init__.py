"""Pages of performance levels: the district's, the State's."""
