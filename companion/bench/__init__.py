"""Measurements, each as a ratio against an anchor of the same run. Figures of one machine; never part of a test."""
