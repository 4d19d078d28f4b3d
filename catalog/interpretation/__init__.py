"""政策解读: its blocks, its documents, how it is planned and what is missing."""
