"""Feeds: which there are (`channels`), what they tell (`entries`), and how each format writes it (`formats`)."""
