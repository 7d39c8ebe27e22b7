"""The site room: the archive as pages, feeds and a search index. The only room that knows MkDocs."""
