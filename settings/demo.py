from .base import *

SECRET_KEY = "demo-only"
ALLOWED_HOSTS = ["*"]
