"""The archive as items are held against it: an index that grows with it, and what is near a document."""
