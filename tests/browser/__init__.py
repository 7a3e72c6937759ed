"""Tests in a real browser; `python3 tasks.py browser` gets one."""
