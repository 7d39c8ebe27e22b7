"""Sources to articles: fetch within bounds, parse, clean, remember. Meets the other rooms in the pipeline only."""
