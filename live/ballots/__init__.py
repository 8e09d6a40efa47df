"""Secret ballots: the box they lie in while a vote is open, and the list they are published as."""
