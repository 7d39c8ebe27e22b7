"""The model engine: what a model is asked, what it may answer, and what becomes of it."""
