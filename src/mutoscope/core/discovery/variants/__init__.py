"""What experiments may change, whether a plan of them makes sense, and pages made by its terms."""
