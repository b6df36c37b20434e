"""How much of a mail is looked at. What is more is said to be, and stays in the mailbox as it was sent."""

MOST_BYTES = 25 * 2**20  # of a mail; larger ones are told by their header alone
MOST_HEADER_BYTES = 256 * 2**10
MOST_LINES = 400_000  # the parser's work grows with them
MOST_PARTS = 200
MOST_DEPTH = 20  # of parts in parts
LONGEST_HEADER = 20_000  # characters that are looked at of one
LONGEST_SUBJECT = 300
LONGEST_NAME = 120
LONGEST_WORDS = 20_000  # of what is new in a mail
LONGEST_ORIGINAL = 100_000  # of its whole text
LONGEST_HTML = 2_000_000
MOST_FILES = 30
MOST_REFERENCES = 50  # the newest, and the first
LONGEST_ID = 250
LONGEST_ADDRESS = 254  # https://www.rfc-editor.org/errata/eid1690
