"""政府信息公开 as the public reads it, under one fixed address on every site."""
