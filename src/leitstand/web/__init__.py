"""The control room in the browser: pages over the results of the layers below."""
