"""Articles to items, items to related items: what tells one event, and what belongs beside it."""
