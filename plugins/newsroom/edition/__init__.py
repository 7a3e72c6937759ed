"""What all records say together at one moment: pure functions of records, settings and clock."""
