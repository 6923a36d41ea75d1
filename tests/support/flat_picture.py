"""The picture that ``gdanim.testing`` gives to formats, and its colours."""

from gdanim.testing.flat_picture import ARROW, BALL, PAPER, FlatPicture

__all__ = ["ARROW", "BALL", "PAPER", "FlatPicture"]
