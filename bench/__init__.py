"""How long a build takes, beside stock Pelican: `python3 tasks.py bench`."""
