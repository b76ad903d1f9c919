"""One entry for each contract date that the article tells, however often and in whatever words."""

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.dates.resolution import is_relative
from rumourx.pipeline.values import Contract

MADE = frozenset({"signing", "renewal"})
Found = list[tuple[Clause, Contract]]


def merge(found: Found) -> list[Contract]:
    """Return the entries without those that repeat another.

    Of one end told in two precisions the finer printed one stays; a resolved relative date or duration stays only
    where none is printed; an expiry at the end of a contract that the article tells with its signing stays only
    where the text names the end.
    """
    others = _by_person(found)
    found = [(clause, _seen_whole(clause, entry, others[entry["person"]])) for clause, entry in found]
    others = _by_person(found)
    unique: dict[tuple[object, ...], Contract] = {}
    for clause, entry in found:
        if not any(
            _repeats(clause, entry, other, told) for other, told in others[entry["person"]] if told is not entry
        ):
            unique.setdefault((entry["person"], entry["club"], entry["event"], entry["date"]), entry)
    return list(unique.values())


def _by_person(found: Found) -> dict[str | None, Found]:
    """Return what is told of each person, and of what is told in the same way no more than the first two entries."""
    alike: dict[tuple[object, ...], Found] = {}
    people: dict[str | None, Found] = {}
    for clause, entry in found:
        facts = (entry["person"], entry["club"], entry["event"], entry["date"])
        same = alike.setdefault((*facts, is_relative(clause.expression), clause.names_end), [])
        if len(same) < 2:
            same.append((clause, entry))
            people.setdefault(entry["person"], []).append((clause, entry))
    return people


def _seen_whole(clause: Clause, entry: Contract, found: Found) -> Contract:
    """Return the entry with the event that the rest of what is told of the person gives it.

    Who signs with the club that they are with renews; a bare "contratto fino al 2026" of someone whose signing for
    so many years is told is that signing.
    """
    for other, told in found:
        if _renews(entry, other, told):
            return {**entry, "event": "renewal"}
        if _is_end_of_signing(clause, entry, other, told):
            return {**entry, "event": "signing"}
    return entry


def _renews(entry: Contract, other: Clause, told: Contract) -> bool:
    if entry["event"] != "signing" or told["event"] != "expiry" or told["club"] != entry["club"]:
        return False
    return other.names_end and (told["date"] or "9") < (entry["date"] or "0")


def _is_end_of_signing(clause: Clause, entry: Contract, other: Clause, told: Contract) -> bool:
    if entry["event"] != "expiry" or told["event"] != "signing" or told["club"] != entry["club"] or clause.names_end:
        return False
    lasts = is_relative(other.expression) and not is_relative(clause.expression)
    return lasts and _may_be_same(entry, told)


def _repeats(clause: Clause, entry: Contract, other: Clause, told: Contract) -> bool:
    """Say whether `entry` adds nothing to `told`, which is of the same person."""
    date, told_date = entry["date"] or "", told["date"] or ""
    if entry["event"] == told["event"]:
        # Nobody has two running contracts, so two expiries of one person are one even where the club differs.
        if entry["club"] != told["club"] and entry["event"] != "expiry":
            return False
        relative, told_relative = is_relative(clause.expression), is_relative(other.expression)
        if relative and not told_relative:
            return _may_be_same(entry, told)
        return relative == told_relative and bool(date) and date != told_date and told_date.startswith(date)
    if entry["event"] == "signing" and told["event"] == "renewal" and entry["club"] == told["club"]:
        return bool(date) and date[:4] == told_date[:4]
    ends_what_was_made = entry["event"] == "expiry" and told["event"] in MADE and not clause.names_end
    return ends_what_was_made and bool(date) and told_date.startswith(date[:4])


def _may_be_same(entry: Contract, told: Contract) -> bool:
    if not entry["date"] or not told["date"]:
        return True
    return abs(int(entry["date"][:4]) - int(told["date"][:4])) <= 1
