"""How a text came to be, for programs."""

from __future__ import annotations

from generator.model.edition import Edition
from generator.model.item import Item

SOURCE_TYPES = "https://schema.org/IPTCDigitalSourceEnumeration"
#: By a model, and by a model with a person's hand in it.
_BY_MODEL = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
_EDITED = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


def source_type_of(words: Item | Edition) -> str:
    """Of SOURCE_TYPES: that a model wrote an item's words or an edition's own; empty where none did."""
    if not words.is_by_model:
        return ""
    return _EDITED if words.is_reviewed else _BY_MODEL
