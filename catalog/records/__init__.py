"""Records of the items of article 20 that have no type of their own: what each kind is called, and must say."""
