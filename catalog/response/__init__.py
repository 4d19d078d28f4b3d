"""回应关切: how soon the public must hear, and a thread of updates that grows without being corrected."""
