"""Live2D's Cubism Core by ctypes: found, declared in one table, and given to numpy without a copy."""
