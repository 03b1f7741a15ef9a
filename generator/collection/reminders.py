"""Drafts of reminders to the prefectures: who has not answered, and what is to be looked at. Nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from pathlib import Path

from generator import formats
from generator.collection.status import Standing, State
from generator.collection.years import Years
from generator.document.environment import make_environment, render
from generator.edition.delivery.contacts import load_contacts
from generator.files import safe_name


def reminders(standing: Sequence[Standing], years: Years, *, templates: Path) -> dict[str, bytes]:
    """Return a draft (.eml) by file name for each prefecture where an answer is wanting; the same bytes each time."""
    contacts = load_contacts(years.config)
    known = {one.prefecture for one in contacts.recipients}
    environment = make_environment(templates)
    found: dict[str, bytes] = {}
    for prefecture, group in groupby(standing, key=lambda one: one.addressee.prefecture):
        own = list(group)
        absent = [one for one in own if one.state is State.ABSENT]
        asked = [one for one in own if one.state is State.ASKED]
        if prefecture not in known or not (absent or asked):
            continue
        recipient = contacts.of(prefecture)
        slots: dict[str, object] = {"edition": years.config.edition, "sender": contacts.sender, "recipient": recipient}
        slots |= {"label": formats.fiscal_year(years.year).split("（")[0], "absent": absent, "asked": asked}
        message = EmailMessage(policy=SMTP)
        message["From"] = contacts.sender.email
        message["To"] = recipient.email
        if recipient.cc:
            message["Cc"] = ", ".join(recipient.cc)
        message["Subject"] = render(environment, "edition/reminder_subject.txt.j2", **slots).strip()
        message["X-Unsent"] = "1"
        text = render(environment, "edition/reminder_mail.txt.j2", **slots)
        message.set_content(text, cte="base64")
        code = own[0].addressee.prefecture_code
        found[safe_name(f"督促_{code}_{prefecture}") + ".eml"] = message.as_bytes()
    return found
