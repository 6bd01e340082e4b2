"""The one base of every error that Sharewell raises on purpose."""


class SharewellError(Exception):
    """Something a person can act on: the message says what was wrong and what to do.

    Subclasses exist only where a caller would act differently on them.
    """
