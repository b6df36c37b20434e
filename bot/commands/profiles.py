"""What a platform says of somebody: who acts for the house, and what a customer is called."""

from bot.cases.people import House
from bot.commands.absence import leave, rejoin
from bot.commands.record import card_key
from bot.messages.values import Address, Answer, Inbound, Profile
from bot.storage.tx import Tx

MOST_CARDS = 20  # that are drawn anew because their customer has another name
ONE_OF_US = "person"  # the kind of profile; guests, strangers, bots and who was deactivated are customers at most


def heard(inbound: Inbound, tx: Tx) -> Answer:
    """Keep it; who is no longer one of the house leaves, who is again comes back, a customer's name is theirs now."""
    profile = inbound.profile
    if profile is None:
        return Answer()
    tx.put_profile(profile)
    _see_who_acts(profile, tx)
    customer = tx.customer_at(profile.address)
    if customer is not None:
        was = tx.customer(customer).name
        tx.update_customer(customer, profile.name, profile.locale, profile.zone)
        if was != profile.name:
            for case in tx.of_customer(customer, MOST_CARDS):
                if not case.ended:
                    tx.again(card_key(case))
    return Answer()


def _see_who_acts(profile: Profile, tx: Tx) -> None:
    house = tx.house
    person = house.by_address.get(str(profile.address))
    if person is None or house.people[person].left:  # as configured, whatever a platform says
        return
    if profile.kind != ONE_OF_US:
        if person not in house.gone:
            leave(tx, person, why=profile.kind)
    elif person in house.gone and _is_one_of_us_everywhere(house, person, tx):
        rejoin(tx, person)


def _is_one_of_us_everywhere(house: House, person: str, tx: Tx) -> bool:
    """Somebody may be known on two platforms; what one of them says must not undo, day by day, what the other does."""
    known = [tx.profile(Address.read(address)) for address in house.people[person].addresses]
    return all(one.kind == ONE_OF_US for one in known if one is not None)
