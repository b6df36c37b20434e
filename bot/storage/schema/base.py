"""What the tables have in common."""

from sqlalchemy import BigInteger, Integer, MetaData, Text

metadata = MetaData()
BIG = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER is SQLite's own row number
TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # ordered by its bytes, as SQLite does
