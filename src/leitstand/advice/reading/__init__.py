"""What several rules read from a situation: findings of a kind, how far a gap reaches, who is affected."""
