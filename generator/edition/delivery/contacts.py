"""config/contacts.yaml: who sends the packages, and whom they are addressed to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from generator.config.config import Config
from generator.config.settings import Email, Settings, Text
from generator.config.yaml_loader import load_yaml
from generator.errors import ConfigError
from generator.paths import shown

CONTACTS: Final = "contacts.yaml"


class Sender(Settings):
    """The office that sends, with the address that answers go to."""

    office: Text
    email: Email
    phone: Text


class Recipient(Settings):
    """The office of a prefecture; ``cc`` are further addresses."""

    prefecture: Text
    office: Text
    email: Email
    cc: tuple[Email, ...] = ()


class Contacts(Settings):
    """config/contacts.yaml"""

    sender: Sender
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1)]

    def of(self, prefecture: str) -> Recipient:
        """Return whom a prefecture's package is addressed to. Raises KeyError for one that is not listed."""
        for recipient in self.recipients:
            if recipient.prefecture == prefecture:
                return recipient
        raise KeyError(prefecture)


def load_contacts(config: Config) -> Contacts:
    """Return the contacts. Raises ConfigError unless each prefecture in the volume is listed once, and none is made up."""
    path = config.root / CONTACTS
    contacts = load_yaml(path, Contacts)
    names = [recipient.prefecture for recipient in contacts.recipients]
    known = {place.name for place in config.prefectures.values()}
    _refuse("都道府県にない名があります。", sorted(set(names) - known), path, "都道府県の正式な名（岩手県）")
    _refuse("同じ都道府県が2回あります。", [n for n, count in Counter(names).items() if count > 1], path, "1県に1件")
    missing = [name for name in config.edition.prefectures_in_volume if name not in names]
    _refuse("収録されている都道府県の送付先がありません。", missing, path, "収録されている全ての都道府県")
    return contacts


def _refuse(what: str, names: list[str], path: Path, expected: str) -> None:
    if names:
        raise ConfigError(
            what,
            where=f"{shown(path)} recipients",
            found="、".join(names),
            expected=expected,
            remedy="contacts.yaml の recipients を直してください。",
        )
