"""The drawer of methods: one file each, by family."""
