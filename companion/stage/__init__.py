"""A stage where she acts on one-line commands, without a window toolkit."""
