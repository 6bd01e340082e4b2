"""Who may see which row, in plain Python over the drawn rows.

Written from section 7 of the design and shares no code with the product: an agency
keeps what is its own and what was sent to it; a conflict that has not ended, or a seal
that was not lifted and does not name the person, closes a thing to that person in that
agency; a closed child closes the concerns that are about it now, a closed concern what
was decided and sent about it.
"""

from collections import defaultdict

from tests.exhaustive.partnership import SERVICE, Hat, Partnership, Row

# Table -> the column that says on what the row hangs.
HANGS_ON = {
    "children_child_record": "id",
    "children_child_name": "child_id",
    "children_child_identifier": "child_id",
    "children_child_detail": "child_id",
    "children_concealment": "child_id",
    "children_legal_hold": "child_id",
    "children_legal_hold_end": "child_id",
    "children_erasure": "child_id",
    "children_erasure_step": "child_id",
    "decisions_concern": "id",
    "decisions_concern_entry": "concern_id",
    "decisions_concern_child": "concern_id",
    "decisions_sharing_decision": "concern_id",
    "decisions_draft": "concern_id",
    "decisions_task": "about_id",
    "exchange_disclosure": "id",
    "exchange_disclosure_item": "disclosure_id",
    "exchange_disclosure_step": "disclosure_id",
    "exchange_release": "disclosure_id",
    "exchange_existence_question": "about_id",
    "exchange_contact_owed": "id",
    "exchange_contact_match": "child_id",
    "exchange_contact_answer": "contact_id",
}
# An agency's own, about nobody's record.
OWN_ONLY = (
    "access_conflict", "access_conflict_end", "access_seal", "access_seal_name",
    "access_seal_lift", "access_emergency", "access_emergency_review",
    "access_proposal", "access_proposal_answer", "decisions_task_step",
    "exchange_existence_count", "audit_ledger_leaf", "outbox_email",
    "outbox_email_sent",
)  # fmt: skip
SIDES = {
    "exchange_disclosure": ("agency_id", "recipient_agency_id"),
    "exchange_disclosure_item": ("agency_id", "recipient_agency_id"),
    "exchange_disclosure_step": ("sender_agency_id", "recipient_agency_id"),
    "keys_key_wrap": ("agency_id", "custodian_id"),
}
OTHERS = (
    "keys_sealed_text", "keys_key_wrap", "access_submitted_once",
    "agencies_appointment", "agencies_appointment_end",
)  # fmt: skip
TABLES = (*HANGS_ON, *OWN_ONLY, *OTHERS)
Seen = dict[str, set[str]]


class Oracle:
    """Indexes a partnership once and answers for each hat."""

    def __init__(self, world: Partnership) -> None:
        self.world = world
        # Table -> agency -> (row, on what it hangs).
        self.held: dict[str, dict[str, list[tuple[str, str | None]]]] = {
            table: defaultdict(list) for table in TABLES
        }
        for table in TABLES:
            for row in world.rows[table]:
                for agency in self._holders(table, row):
                    thing = row[HANGS_ON.get(table, "id")]
                    self.held[table][agency].append((row["id"], thing))
        self._index_restrictions()

    def seen(self, hat: Hat) -> Seen:
        """Table -> the rows that this person may see in this agency."""
        closed = self.closed(hat)
        found = {
            table: {
                row
                for row, thing in self.held[table][hat.agency]
                if thing not in closed
            }
            for table in TABLES
        }
        found["exchange_release"] |= {
            row for row, thing in self.released[hat] if thing not in closed
        }
        found["access_submitted_once"] = set(self.submits[hat.person])
        found["agencies_appointment"] |= set(self.posts[hat.person])
        found["agencies_appointment_end"] |= {
            self.post_ends[post] for post in self.posts[hat.person]
            if post in self.post_ends
        }  # fmt: skip
        return found

    def closed(self, hat: Hat) -> set[str]:
        """Everything closed to this person in this agency."""
        if hat.person == SERVICE:
            return set()
        closed = set(self.kept_out[hat])
        for about, named in self.seals[hat.agency]:
            if hat.person not in named:
                closed.add(about)
        for thing in list(closed):
            closed |= self.concerns_about[thing]
        for thing in list(closed):
            closed |= self.sent_about[hat.agency, thing]
        return closed

    def opened(self, hat: Hat) -> set[str]:
        """What this person has open in an emergency now, and what hangs on it.

        A disclosure hangs on its concern for the sender alone; of what another agency
        holds, nobody opens anything.
        """
        if hat.person == SERVICE:
            return set()
        opened = {
            row["about_id"] for row in self.world.rows["access_emergency"]
            if (row["practitioner_id"], row["agency_id"]) == (hat.person, hat.agency)
            and row["opened_at"] <= self.world.at < row["ends_at"]
        }  # fmt: skip
        opened |= {one for thing in opened for one in self.concerns_about[thing]}
        opened |= {row["id"] for row in self.world.rows["decisions_sharing_decision"]
                   if row["concern_id"] in opened}  # fmt: skip
        sent = {one for thing in opened for one in self.sent_about[hat.agency, thing]}
        return opened | sent

    def _holders(self, table: str, row: Row) -> set[str]:
        found = {row[side] for side in SIDES.get(table, ("agency_id",))}
        if table == "keys_sealed_text":
            found |= {
                wrap["agency_id"] for wrap in self._wraps()[row["id"]]
                if wrap["custodian_id"] == row["agency_id"]
            }  # fmt: skip
        return found

    def _wraps(self) -> dict[str, list[Row]]:
        if not hasattr(self, "_wraps_of"):
            self._wraps_of = defaultdict(list)
            for wrap in self.world.rows["keys_key_wrap"]:
                self._wraps_of[wrap["sealed_id"]].append(wrap)
        return self._wraps_of

    def _index_restrictions(self) -> None:
        rows = self.world.rows
        ended = {row["conflict_id"] for row in rows["access_conflict_end"]}
        lifted = {row["seal_id"] for row in rows["access_seal_lift"]}
        self.kept_out: dict[Hat, set[str]] = defaultdict(set)
        for row in rows["access_conflict"]:
            if row["id"] not in ended:
                hat = Hat(row["practitioner_id"], row["agency_id"])
                self.kept_out[hat].add(row["about_id"])
        names: dict[str, set[str]] = defaultdict(set)
        for row in rows["access_seal_name"]:
            names[row["seal_id"]].add(row["practitioner_id"])
        self.seals: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
        for row in rows["access_seal"]:
            if row["id"] not in lifted:
                self.seals[row["agency_id"]].append((row["about_id"], names[row["id"]]))
        self._index_what_hangs(rows)

    def _index_what_hangs(self, rows: dict[str, list[Row]]) -> None:
        about: dict[str, Row] = {}
        for row in rows["decisions_concern_child"]:
            known = about.get(row["concern_id"])
            if known is None or row["sequence"] > known["sequence"]:
                about[row["concern_id"]] = row
        self.concerns_about: dict[str, set[str]] = defaultdict(set)
        for concern, row in about.items():
            self.concerns_about[row["child_id"]].add(concern)
        self.sent_about: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows["exchange_disclosure"]:
            self.sent_about[row["agency_id"], row["concern_id"]].add(row["id"])
        # To one person by name, in one agency, until it runs out.
        self.released: dict[Hat, list[tuple[str, str]]] = defaultdict(list)
        for row in rows["exchange_release"]:
            if row["ends_at"] > self.world.at:
                hat = Hat(row["recipient_id"], row["recipient_agency_id"])
                self.released[hat].append((row["id"], row["disclosure_id"]))
        self.submits: dict[str, list[str]] = defaultdict(list)
        for row in rows["access_submitted_once"]:
            self.submits[row["actor_id"]].append(row["id"])
        self.posts: dict[str, list[str]] = defaultdict(list)
        for row in rows["agencies_appointment"]:
            self.posts[row["practitioner_id"]].append(row["id"])
        self.post_ends = {
            row["appointment_id"]: row["id"] for row in rows["agencies_appointment_end"]
        }
