"""The character alone on the desktop: her window, where it stands, and what the desktop can do for it."""
