"""Whether sentences carry a claim. Pure: no model, no network, nothing of articles or items."""
