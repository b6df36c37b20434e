"""What Teams' way in costs, from outside: signed activities from another process, side by side with the bare SDK."""
