"""From an edition to those who read it elsewhere: a letter, posts, messages to channels; each sent once."""
