"""Where weights come from: the catalogue with source, size, licence and sha256; fetching and verifying them."""
