"""Indonesian: words, dates, numbers, slugs and typography. Imports nothing of the other floors."""
