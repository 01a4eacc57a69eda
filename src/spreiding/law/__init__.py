"""What the law asks, as dated data and exact arithmetic."""
