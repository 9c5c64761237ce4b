"""The drawer of relations: tables computed from canonical tables."""
