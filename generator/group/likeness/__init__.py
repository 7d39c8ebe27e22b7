"""How likely two documents tell one event, for thousands at once: bags of terms, candidate pairs, signs, linkage."""
