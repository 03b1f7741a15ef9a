"""The written PDF is read by a library that had no part in writing it, and compared."""
