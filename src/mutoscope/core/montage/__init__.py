"""Media in, render plans out."""
