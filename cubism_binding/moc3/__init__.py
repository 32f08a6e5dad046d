"""The file format .moc3: read, written, and checked before native code sees it."""
