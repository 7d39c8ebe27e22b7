"""What a run tells, and to whom: log, GitHub, metrics; all of it from the one report."""
