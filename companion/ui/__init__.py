"""The window and all that is seen in it: the only package that knows Qt's widgets."""

from companion.ui.booleans import make_booleans_immortal

make_booleans_immortal()
