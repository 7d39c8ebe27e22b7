"""Talking to models: one typed question in, one outcome out. Knows nothing of items, articles or claims."""
