"""Items to editions: what comes first, and why."""
