"""Administration: users, mail, schedules, privacy, audit, backup."""
