"""content/ as a database: front matter in and out, atomic writes, a cached index. Knows nothing of the web."""
