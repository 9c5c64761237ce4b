"""Why a metric changed."""
