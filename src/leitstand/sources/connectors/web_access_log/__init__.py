"""Access logs of web servers: who asked for which page, grouped into visits."""
