"""Nothing becomes public without clearance: a signature over a digest of everything the public will see."""
