"""A format that breaks each rule in turn, for the suite's own test: what catches nothing proves nothing."""
