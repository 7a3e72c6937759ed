"""What our Markdown can do beyond Markdown: one file for each thing that it makes."""
