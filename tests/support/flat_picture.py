"""The picture that ``gdanim.testing`` gives to formats, and its colours."""

from gdanim.testing.flat_picture import ARROW_COLOUR, BALL_COLOUR, PAPER_COLOUR, FlatPicture

__all__ = ["ARROW_COLOUR", "BALL_COLOUR", "PAPER_COLOUR", "FlatPicture"]
