"""What may be shown to whom: public figures are made here and nowhere else."""
