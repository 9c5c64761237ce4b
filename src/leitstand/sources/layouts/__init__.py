"""What the exports of several systems have in common, so that their connectors need only name the headings."""
