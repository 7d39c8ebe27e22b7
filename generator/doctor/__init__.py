"""What is wrong with a project and the machine it runs on, and what to do about it."""
