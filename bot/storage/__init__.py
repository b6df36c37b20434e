"""Ledger, holds, surfaces, outbox, seen keys, people. The only room that knows SQL."""

from bot.storage.errors import StoreBroken as StoreBroken
from bot.storage.errors import StoreBusy as StoreBusy
from bot.storage.errors import StoreClosed as StoreClosed
from bot.storage.errors import StoreError as StoreError
from bot.storage.errors import StoreLocked as StoreLocked
from bot.storage.errors import StoreMissing as StoreMissing
from bot.storage.errors import StoreSchema as StoreSchema
from bot.storage.errors import UnknownCase as UnknownCase
from bot.storage.ledger import export_ledger as export_ledger
from bot.storage.migrate import migrate as migrate
from bot.storage.reading import Customer as Customer
from bot.storage.reading import Reader as Reader
from bot.storage.rows import Envelope as Envelope
from bot.storage.store import Store as Store
from bot.storage.store import open_reader as open_reader
from bot.storage.store import open_store as open_store
from bot.storage.tx import Tx as Tx
from bot.storage.verify import verify as verify
