"""Send the agencies their balikan by plain SMTP when asked to; trouble is a sentence, no stop."""

import os
import smtplib
import ssl
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from pipelines.compose_mail import Parcel, compose

SETTINGS, MEMORY = "surel.toml", "surel_terkirim"
PASSWORD = "TERPILAH_SUREL_SANDI"  # noqa: S105 - the name of a variable
PATIENCE = 30  # seconds
Address = Annotated[str, StringConstraints(pattern=r"^[!-?A-~]+@[!-?A-~]+$")]


class BadMailSettings(Exception):
    """surel.toml cannot be used; nothing is sent until it is corrected."""


class MailSettings(BaseModel):
    """surel.toml: the server, who writes, and the addresses of each agency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    server: str
    port: int = 587
    dari: Address
    starttls: bool = True
    pengguna: str = ""
    alamat: Mapping[str, Sequence[Address]]

    @model_validator(mode="after")
    def _no_password_in_the_clear(self) -> Self:
        if self.pengguna and not (self.starttls and os.environ.get(PASSWORD)):
            raise ValueError(f"pengguna memerlukan starttls = true dan variabel {PASSWORD}")
        return self


def read_settings(path: Path) -> MailSettings | None:
    """The settings, or None without a file: e-mail is off; raises BadMailSettings."""
    if not path.is_file():
        return None
    try:
        return MailSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        what = error.errors()[0] if isinstance(error, ValidationError) else {"msg": str(error)}
        where = ".".join(str(part) for part in what.get("loc", ()))
        raise BadMailSettings(
            f"{path.name} tidak dapat dipakai: {where} {what['msg']}".replace(":  ", ": ")
        ) from error


def send_parcels(
    settings: MailSettings, parcels: Iterable[Parcel], folder: Path, memory: Path
) -> list[str]:
    """Send what was not sent before; returns sentences of what could not be."""
    sent = set(memory.read_text(encoding="ascii").split()) if memory.is_file() else set()
    fresh = {parcel.key: parcel for parcel in parcels if parcel.key not in sent}
    unknown = sorted({p.opd for p in fresh.values() if p.opd not in settings.alamat})
    ready = [parcel for parcel in fresh.values() if settings.alamat.get(parcel.opd)]
    notes = []
    if unknown:
        names = ", ".join(unknown)
        notes.append(f"Alamat surel {names} belum ada di {SETTINGS}; suratnya ada di map balikan.")
    failed = _send(settings, ready, folder, memory) if ready else []
    if failed:
        notes.append(
            f"{len(failed)} surel tidak terkirim ({failed[0]}); dicoba lagi pada jalan berikutnya."
        )
    return notes


def _send(
    settings: MailSettings, parcels: Sequence[Parcel], folder: Path, memory: Path
) -> list[str]:
    """Send all over one connection; returns the cause for each that was not sent."""
    waiting, failed = [*parcels], list[str]()
    try:
        with smtplib.SMTP(settings.server, settings.port, timeout=PATIENCE) as server:
            _enter(server, settings)
            while waiting:
                parcel = waiting[0]
                to = settings.alamat[parcel.opd]
                cause = _post(server, compose(parcel, settings.dari, to, folder))
                if cause:
                    failed.append(cause)
                else:
                    _remember(memory, parcel.key)
                waiting.pop(0)
    except OSError as error:  # every other fault that smtplib knows is one as well
        failed += [_cause(error)] * len(waiting)
    return failed


def _post(server: smtplib.SMTP, mail: EmailMessage) -> str:
    """Hand over one message; returns why it alone was refused, the next may go through."""
    try:
        server.send_message(mail)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        return _cause(refusal)
    return ""


def _enter(server: smtplib.SMTP, settings: MailSettings) -> None:
    if settings.starttls:
        server.starttls(context=ssl.create_default_context())
    if settings.pengguna:
        server.login(settings.pengguna, os.environ[PASSWORD])


def _remember(memory: Path, key: str) -> None:
    """At once after each message, so that a machine that dies repeats one at most."""
    with memory.open("a", encoding="ascii") as file:
        file.write(f"{key}\n")


def _cause(error: OSError) -> str:
    """The server's own words, on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{error.smtp_code} {' '.join(said.split())}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "alamat ditolak server"
    return " ".join(str(error.strerror or error).split()) or type(error).__name__
