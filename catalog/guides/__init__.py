"""办事指南 and 权力清单: their vocabularies, their blocks, what keeps a guide from going live, and their import."""
