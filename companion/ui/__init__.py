"""The window and all that is seen in it: the only package that knows Qt's widgets."""
