"""What creators learn of how their videos fare: counting, and saying no more than may be said."""
