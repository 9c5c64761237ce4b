"""Did an action work? One module per design, on plain data; each answers an `Effect`."""
