"""What each page places: pure functions of what is published, one class of data a page kind."""
