"""What each page places: pure functions of what is published, one dataclass a page kind."""
