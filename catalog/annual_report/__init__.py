"""政府信息公开工作年度报告: the tables of 国办公开办函〔2021〕30号, and how their figures depend on each other."""
