"""The archive and the site to where they are kept and read: git, the branch that is served, the live page."""
