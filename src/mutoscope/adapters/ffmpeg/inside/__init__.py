"""What runs inside the jail, in a Python of its own that imports only the standard library first.

The parent starts ``python -I -S`` with this package's folder on the path, so nothing here may import the
rest of Mutoscope: every millisecond and every line here is paid for once per file somebody sends.
"""
