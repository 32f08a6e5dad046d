"""What talking costs: real use is counted, priced with a table the user can edit, and set against a machine."""
