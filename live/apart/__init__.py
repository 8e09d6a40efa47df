"""What runs apart: the formats and the fold of every room, in a process of their own."""
