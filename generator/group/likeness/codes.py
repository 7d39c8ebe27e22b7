"""Small numbers that the arrays of `Bags` are made of: what a term is, how a document has it, and by which face."""

from __future__ import annotations

#: The faces of a document: its terms as written, and those of its English reading.
WRITTEN, ENGLISH = 0, 1

#: How a document has a term, as bits: in its title, among the first of its title, as a part of a name, as a name of its
#: title that no list has, as a name that its title begins with and that may act (of a company, or of no list), as a
#: word for those who sue by its title, among the first words below its title, as a word that says nothing alone.
IN_TITLE, IN_HEAD, IN_NAME, IS_STRANGER, IS_ACTOR, IS_PLAINTIFF, IS_FIRST, IS_EMPTY = 1, 2, 4, 8, 16, 32, 64, 128

#: What a term is. Only words and names are weighed; the others tell that two documents share something. PRODUCT is one
#: of which both name a version, RELEASE a version whatever its size, RELEASED one that is new; PAGE is what one of them
#: is or both lead to, SUBJECT stands before the colon of the title; AXIS is a pair of opposites, POLE which of the two;
#: INSTALMENT is a quarter or a round of funding, SPELLING a name across scripts.
WORD, NAME, NUMBER, PUBLISHER, PRODUCT, VERSION, PAGE, SUBJECT, RELEASE, PLACE, AXIS, POLE = range(12)
INSTALMENT, RELEASED, PAPER, SPELLING = range(12, 16)
KINDS = 16
