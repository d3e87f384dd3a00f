"""The world failing around a run: not the file's fault, so trying again may help."""


class Fault(Exception):
    """A run did not end well. ``code`` is one of:

    ``could_not_start`` (the program is missing or broken, or the machine has no room for one more process),
    ``no_jail`` (this machine lacks a layer that must be there); nothing looked at the file then.
    ``disk_full``, ``out_of_memory``, ``killed`` (somebody else ended the tool), ``timed_out``,
    ``stopped`` (the control said so), ``output_too_large``, ``wrong_output`` (what came out is not what the
    plan promised), ``tool_failed``.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
