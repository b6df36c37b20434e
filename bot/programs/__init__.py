"""The programs behind the command line: each wires the house for one purpose."""
