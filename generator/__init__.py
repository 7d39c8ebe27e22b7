"""Weekly AI Recap: from feeds to a static site on which every claim cites its sentence.

README.md, "For developers", has a map of the rooms and modules and a list of words.
"""

__version__ = "0.1.0"
