"""The terminal as a platform: be anybody, write, type, press, fill in, and move the clock."""
