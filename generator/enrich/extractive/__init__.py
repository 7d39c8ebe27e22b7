"""The built-in engine: quotations chosen by rule, no model."""
