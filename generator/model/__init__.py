"""Ground floor: the frozen values every room speaks in, and their rules. No IO; imports no other room."""
