"""Numbers as Indonesian writes them (NEWSROOM.md L4)."""


def grouped(number: int) -> str:
    """Quantities with a dot between thousands: 1.000; never for years or page numbers."""
    return f"{number:,}".replace(",", ".")
