"""The closed lists of words that the grammar itself knows, next to which a regulation declares its own nouns."""

PARTIES = ("staff", "customer", "system", "channel", "timer")
OWERS = ("vendor", "customer", "third party")
STAGES = ("sent", "handed over", "delivered", "bounced")
STATUSES = ("held", "waiting", "open", "closed", "refused")
CONTRACT_STATES = ("valid", "expired", "not yet", "revoked", "unknown", "none")
PERIODS = ("month", "quarter", "year")

CONTRACT_ACTS = ("grant", "amend", "add contact", "remove contact", "add team", "declare")
# Acts whose refusal by hand turns the whole case away.
WHOLE_CASE = ("receive", "register", "start work")
ACTS = (
    *(
        "receive",
        "register",
        "supply",
        "classify",
        "record",
        "reply",
        "report",
        "pause",
        "resume",
        "refuse",
        "revive",
    ),
    *(
        "close",
        "reopen",
        "assign",
        "hand over",
        "snooze",
        "wake",
        "join",
        "leave",
        "link",
        "split",
        "merge",
        "extend",
    ),
    *(
        "estimate",
        "accept",
        "start work",
        "log work",
        "charge",
        "refund",
        "enter",
        "excuse",
        "correct",
        "share",
    ),
    *CONTRACT_ACTS,
)

# Facts of a case besides its axes that a table may go by.
TABLE_FACTS = ("tier", "channel", "role")
# Words that mean something of their own where a declared name could stand.
ANY = "any"
ELSE = "else"
NONE = "none"
TIER = "tier"
CUSTOMER = "customer"
STRANGER = "stranger"
