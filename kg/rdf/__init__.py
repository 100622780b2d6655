"""Values to quads and back, and their validation."""
