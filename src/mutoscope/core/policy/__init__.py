"""Labels and a viewer in, show or drop out; age rules; word screening; the life of a video."""
