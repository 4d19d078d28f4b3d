"""政府采购与招投标: stages, what each of them demands, its periods, and the line of time of a project."""
