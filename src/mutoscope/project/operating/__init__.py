"""What the operator sees: numbers for Prometheus, and a page for people."""
