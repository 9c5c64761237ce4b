"""What is sent to whom and when: schedules, alert rules, what they saw, mail and webhooks."""
