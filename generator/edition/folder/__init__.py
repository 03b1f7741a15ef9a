"""The folder of an edition: its lock, its manifest, and what each brief was made of."""
