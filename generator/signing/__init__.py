"""Electronic signatures (PAdES): put on a finished PDF, and read from one."""
