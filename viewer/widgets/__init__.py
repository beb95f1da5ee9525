"""What the reader sees: one widget to a module."""
