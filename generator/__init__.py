"""Weekly AI Recap: from feeds to a static site on which every claim cites its sentence."""

__version__ = "0.1.0"
