"""A month of a desk that never was, played through the code that is."""
