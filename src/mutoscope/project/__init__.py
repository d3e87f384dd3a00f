"""Settings, addresses, wiring, and the ``mutoscope`` command."""
