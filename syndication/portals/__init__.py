"""办事事项与栏目对照表: what is announced, what holds on which day, and how the table follows its guides."""
