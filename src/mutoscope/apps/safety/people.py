"""What is decided about people: accounts are closed where accounts are kept, and here it is written down."""

from mutoscope.apps.accounts.contracts import AccountClosed, AccountOpened
from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.standing import restricting


def note_account(fact: AccountClosed | AccountOpened) -> None:
    """Our team closed an account, which answers its reports, or opened it again; that its owner is leaving
    decides nothing. One listener hears both, because only so what came first is heard first."""
    if not fact.by_person_id:
        return
    if isinstance(fact, AccountClosed):
        ledger.write("removed", fact.by_person_id, "", creator_id=fact.person_id)
    elif restricting(creator_id=fact.person_id):
        ledger.write("restored", fact.by_person_id, "", creator_id=fact.person_id)
