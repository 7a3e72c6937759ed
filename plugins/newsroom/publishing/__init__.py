"""Bytes, only where they changed: pages, feeds, sitemap and the files that hosts ask for."""
