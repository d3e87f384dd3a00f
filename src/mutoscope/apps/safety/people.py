"""What is decided about people: accounts are closed where accounts are kept, and here it is written down."""

from mutoscope.apps.accounts.contracts import AccountClosed, AccountOpened
from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.standing import restricting


def note_closed_account(fact: AccountClosed) -> None:
    """Our team closed an account, which answers its reports; that its owner is leaving decides nothing."""
    if fact.by_person_id:
        ledger.write("removed", fact.by_person_id, "", creator_id=fact.person_id)


def note_opened_account(fact: AccountOpened) -> None:
    """Our team opened it again."""
    if fact.by_person_id and restricting(creator_id=fact.person_id):
        ledger.write("restored", fact.by_person_id, "", creator_id=fact.person_id)
