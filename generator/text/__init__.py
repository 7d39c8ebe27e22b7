"""Ground floor: reading language, English and Chinese alike. Pure functions; imports no other room but model."""
