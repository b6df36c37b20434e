"""Several processes on one PostgreSQL, beside the raw driver with the same round trips."""
