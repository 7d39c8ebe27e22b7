"""Only what would come out otherwise is made anew; the ledger knows what each output asked for. The new site is made
beside the old one and takes its place at once."""
