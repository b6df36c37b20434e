"""Slack: translating both ways, and nothing else."""
