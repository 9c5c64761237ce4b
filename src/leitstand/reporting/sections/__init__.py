"""What a report is made of, one folder each; the id is the folder's name."""
