# What only Teams needs to say.
