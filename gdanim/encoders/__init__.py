"""Output formats: how the frames of a picture are encoded as one file. Starts no process and knows no folder."""

from gdanim.encoders.encoder import Encoder, FrameWriter, Stream
from gdanim.encoders.picture import EncodablePicture, frame_rate, play_count

__all__ = ["EncodablePicture", "Encoder", "FrameWriter", "Stream", "frame_rate", "play_count"]
