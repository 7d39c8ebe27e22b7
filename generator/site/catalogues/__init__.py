"""The site's own words, one file a language: what is named here after its language tag is found by words.py."""
