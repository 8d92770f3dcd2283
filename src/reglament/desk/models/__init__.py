"""The books as tables. A module a subject; moments are whole UTC seconds, as everywhere inside; ids come from `clock.ids`."""

from reglament.desk.models.agreement import CertificateKey, Contract, Edition, Line
from reglament.desk.models.article import Article, ArticleVersion
from reglament.desk.models.case import Case, Participant
from reglament.desk.models.content import Blob, Content, Message, WrappedKey
from reglament.desk.models.evidence import Checkpoint, Leaf, Opening
from reglament.desk.models.intake import Inbound, Mailbox, Number
from reglament.desk.models.keeping import LegalHold, Purge
from reglament.desk.models.key import BlobKey, IntakeKey, Kek
from reglament.desk.models.ledger import Done, Event, Stream
from reglament.desk.models.problem import Banner, Problem, ProblemCase
from reglament.desk.models.product import Product, ProductVersion, SupportedProduct
from reglament.desk.models.search import SearchRow
from reglament.desk.models.sending import Hold, Letter, Notice
from reglament.desk.models.telling import Summary, Trouble
from reglament.desk.models.time import Firing, Occurrence, Pulse, Stuck, Timer, WatchedClock
from reglament.desk.models.works import Maintenance, ProductMode, Work

__all__ = [
    "Article",
    "ArticleVersion",
    "Banner",
    "Blob",
    "BlobKey",
    "Case",
    "CertificateKey",
    "Checkpoint",
    "Content",
    "Contract",
    "Done",
    "Edition",
    "Event",
    "Firing",
    "Hold",
    "Inbound",
    "IntakeKey",
    "Kek",
    "Leaf",
    "LegalHold",
    "Letter",
    "Line",
    "Mailbox",
    "Maintenance",
    "Message",
    "Notice",
    "Number",
    "Occurrence",
    "Opening",
    "Participant",
    "Problem",
    "ProblemCase",
    "Product",
    "ProductMode",
    "ProductVersion",
    "Pulse",
    "Purge",
    "SearchRow",
    "Stream",
    "Stuck",
    "Summary",
    "SupportedProduct",
    "Timer",
    "Trouble",
    "WatchedClock",
    "Work",
    "WrappedKey",
]
