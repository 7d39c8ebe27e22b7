"""Archive to page values: pure functions; what a page shows is decided here, how it looks in theme/."""
