"""The quality of the built site, measured: accessibility, speed, validity, links, weight, structured data."""
