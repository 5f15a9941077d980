"""Base, theirs, ours become a plan; only `store` touches the disk. Knows no documents."""
