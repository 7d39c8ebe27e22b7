"""Items to claims: every claim with the sentence that carries it."""
