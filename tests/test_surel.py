"""The e-mail: each agency gets its own balikan once, nothing closed travels, nothing stops."""

import ssl
import subprocess
import sys
import tomllib
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kantor import Office
from openpyxl import load_workbook
from pos import Sink, listening

from pipelines.compose_mail import LARGEST_ATTACHMENT, Parcel, compose, parcels
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import receive
from pipelines.return_setoran import compose_letter
from pipelines.send_mail import BadMailSettings, MailSettings, read_settings, send_parcels
from schemas.papan import Duty
from schemas.sources import SOURCES
from schemas.temuan import Finding

PENDUDUK = SOURCES["penduduk"]
LABEL = "penduduk/2025/dkb — L ≥ P.csv"
BAD_CELL = Finding("R7", LABEL, sel="C3", nilai="≥305", sumber="penduduk", tahun=2025,
                   fakta={"sebab": "memuat huruf", "ribuan": "titik"})  # fmt: skip


@pytest.fixture
def sink():
    with listening() as sink:
        yield sink


def settings(sink: Sink, **more) -> MailSettings:
    known = {
        "server": "127.0.0.1", "port": sink.port, "dari": "walidata@contoh.go.id",
        "starttls": False, "alamat": {"Disdukcapil": ["data@dukcapil.contoh.go.id"]},
    }  # fmt: skip
    return MailSettings.model_validate({**known, **more})


def parcel(tmp_path: Path, *findings: Finding, content="isi", label=LABEL, **more) -> Parcel:
    path = tmp_path / f"{content}.csv"
    path.write_text(content, encoding="utf-8")
    known = {"opd": "Disdukcapil", "source": PENDUDUK, **more}
    return Parcel(setoran=Setoran(path, label), findings=findings or (BAD_CELL,), **known)


def book_for(tmp_path: Path, label: str = LABEL, content: bytes = b"PK buku") -> Path:
    book = tmp_path / "balikan" / f"{label}.balikan.xlsx"
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_bytes(content)
    return book


def send(sink: Sink, tmp_path: Path, *batch: Parcel, **more) -> list[str]:
    folder, memory = tmp_path / "balikan", tmp_path / "surel_terkirim"
    return send_parcels(settings(sink, **more), batch, folder, memory)


def body(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part
    return part.get_content().replace("\r\n", "\n")


# ---- what is said


def test_the_letter_and_the_marked_workbook_arrive_as_they_were_written(sink, tmp_path):
    book = book_for(tmp_path)
    assert send(sink, tmp_path, parcel(tmp_path)) == []
    (mail,), (to,) = sink.mails, sink.to
    assert to == ["data@dukcapil.contoh.go.id"]
    assert mail["From"] == "walidata@contoh.go.id"
    assert mail["Subject"] == f"Hasil pemeriksaan data — {LABEL}"
    assert body(mail).startswith(compose_letter(LABEL, [BAD_CELL]))
    assert "“≥305” bukan angka" in body(mail)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "dkb — L ≥ P.csv.balikan.xlsx"
    assert attached.get_content() == book.read_bytes()


def test_what_travels_is_plain_ascii_so_that_any_relay_passes_it(tmp_path):
    mail = compose(parcel(tmp_path), "walidata@contoh.go.id", ["a@b.id"], tmp_path)
    raw = mail.as_bytes()
    assert raw.isascii()
    again = message_from_bytes(raw, policy=policy.default)
    assert isinstance(again, EmailMessage)
    assert (again["Subject"], body(again)) == (mail["Subject"], body(mail))


@given(st.text(max_size=40))
def test_no_file_name_can_write_a_header_of_its_own(name):
    label = f"penduduk/{name}\r\nBcc: x@y.id"
    mail = compose(
        Parcel("Disdukcapil", PENDUDUK, Setoran(Path(__file__), label), [BAD_CELL]),
        "walidata@contoh.go.id", ["a@b.id"], Path("tidak-ada"),
    )  # fmt: skip
    again = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert again["Bcc"] is None
    assert again.get_all("To") == ["a@b.id"]


CLOSED = {
    "the class of its sumber": (replace(PENDUDUK, kelas="terbatas"), BAD_CELL),
    "a file refused as sensitive": (
        PENDUDUK, Finding("B10", LABEL, fakta={"bidang": "kekerasan"}),
    ),
    "sensitive elements in a list": (
        PENDUDUK, Finding("E2", LABEL, nilai="Korban", fakta={"kode": "1", "sebab": "kekerasan"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "finding"), CLOSED.values(), ids=CLOSED)
def test_what_is_not_open_is_only_announced(sink, tmp_path, source, finding):
    book_for(tmp_path)
    send(sink, tmp_path, parcel(tmp_path, finding, source=source))
    (mail,) = sink.mails
    assert list(mail.iter_attachments()) == []
    assert "dapat diambil di map balikan" in body(mail)
    told = mail["Subject"] + body(mail)
    assert not [word for word in ("≥305", "Korban", "kekerasan", "C3", "dkb") if word in told]


def test_a_workbook_too_large_for_a_mail_server_stays_in_its_folder(sink, tmp_path):
    book_for(tmp_path, content=b"x" * (LARGEST_ATTACHMENT + 1))
    send(sink, tmp_path, parcel(tmp_path))
    assert list(sink.mails[0].iter_attachments()) == []
    assert "terletak di map balikan" in body(sink.mails[0])


# ---- to whom


def test_every_setoran_with_findings_goes_to_its_own_agency(tmp_path):
    for label in ("penduduk/2025/a.csv", "penduduk/curug/2025/b.csv", "peserta_didik/c.csv"):
        path = tmp_path / label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Kode wilayah;Nama wilayah;L;P\n36.73.04;Curug;1;2\n", encoding="utf-8")
    (tmp_path / "penduduk" / "kosong.csv").touch()
    (tmp_path / "asing.pdf").write_bytes(b"%PDF")
    reception = receive(tmp_path, "36.73")
    found = {code: list[Finding]() for code in SOURCES}
    found["penduduk"] = [
        Finding("R1", f"penduduk/{name}") for name in ("2025/a.csv", "curug/2025/b.csv")
    ]
    duties = [Duty("penduduk", "Kecamatan Curug", "penduduk/curug/*")]
    batch = {p.setoran.label: p.opd for p in parcels(reception, found, duties, tmp_path)}
    assert batch["penduduk/2025/a.csv"] == "Disdukcapil"
    assert batch["penduduk/curug/2025/b.csv"] == "Kecamatan Curug"
    assert batch["penduduk/kosong.csv"] == "Disdukcapil"
    assert "asing.pdf" not in batch
    assert "peserta_didik/c.csv" not in batch


def test_an_agency_without_an_address_is_named_once_and_one_with_none_on_purpose_is_not(
    sink, tmp_path
):
    other = (
        parcel(tmp_path, content="b", opd="Bappeda"),
        parcel(tmp_path, content="c", opd="Bappeda"),
    )
    (note,) = send(sink, tmp_path, parcel(tmp_path), *other)
    assert note.startswith("Alamat surel Bappeda belum ada di surel.toml")
    quiet = {"alamat": {"Disdukcapil": [], "Bappeda": []}}
    assert send(sink, tmp_path, parcel(tmp_path, content="d"), *other, **quiet) == []
    assert len(sink.mails) == 1


# ---- once


def test_the_same_content_with_the_same_findings_is_sent_once(sink, tmp_path):
    for _ in range(3):
        assert send(sink, tmp_path, parcel(tmp_path)) == []
    assert len(sink.mails) == 1
    send(sink, tmp_path, parcel(tmp_path, label="penduduk/nama_lain.csv"))
    assert len(sink.mails) == 1


def test_another_content_or_another_finding_is_sent_again(sink, tmp_path):
    send(sink, tmp_path, parcel(tmp_path))
    send(sink, tmp_path, parcel(tmp_path, content="lain"))
    send(sink, tmp_path, parcel(tmp_path, BAD_CELL, Finding("R8K", LABEL, sel="C4")))
    assert len(sink.mails) == 3
    assert len({mail["Message-ID"] for mail in sink.mails}) == 3


def test_what_was_not_sent_is_tried_again(sink, tmp_path):
    sink.refuse = "data@dukcapil.contoh.go.id"
    (note,) = send(sink, tmp_path, parcel(tmp_path))
    assert (
        note == "1 surel tidak terkirim (alamat ditolak server); dicoba lagi pada jalan berikutnya."
    )
    sink.refuse = ""
    assert send(sink, tmp_path, parcel(tmp_path)) == []
    assert len(sink.mails) == 1


# ---- trouble is one sentence


def test_an_address_that_is_refused_does_not_hold_up_the_others(sink, tmp_path):
    sink.refuse = "salah@contoh.go.id"
    two = {"Bappeda": ["salah@contoh.go.id"], "Disdukcapil": ["benar@contoh.go.id"]}
    batch = parcel(tmp_path, content="b", opd="Bappeda"), parcel(tmp_path)
    (note,) = send(sink, tmp_path, *batch, alamat=two)
    assert note.startswith("1 surel tidak terkirim")
    assert sink.to == [["benar@contoh.go.id"]]


def test_a_server_that_hangs_up_keeps_what_it_took_and_gets_the_rest_later(sink, tmp_path):
    batch = [parcel(tmp_path, content=str(number)) for number in range(3)]
    sink.hang_up_after = 1
    (note,) = send(sink, tmp_path, *batch)
    assert note.startswith("2 surel tidak terkirim (")
    sink.hang_up_after = 10
    assert send(sink, tmp_path, *batch) == []
    assert len(sink.mails) == 3


@pytest.mark.parametrize(
    ("refuse", "said"), [("MAIL", "550 tidak diterima di sini"), ("DATA", "550 tidak diterima")]
)
def test_the_servers_own_words_are_handed_on(sink, tmp_path, refuse, said):
    sink.refuse = refuse
    (note,) = send(sink, tmp_path, parcel(tmp_path))
    assert said in note
    assert "\n" not in note


def test_no_server_at_all(tmp_path):
    with Sink() as closed_again:
        pass
    (note,) = send(closed_again, tmp_path, parcel(tmp_path), parcel(tmp_path, content="b"))
    assert note.startswith("2 surel tidak terkirim (")


def test_a_server_without_starttls_gets_nothing_when_starttls_is_asked_for(sink, tmp_path):
    (note,) = send(sink, tmp_path, parcel(tmp_path), starttls=True)
    assert note.startswith("1 surel tidak terkirim (")
    assert sink.mails == []


CERTIFICATE = """
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.timezone.utc)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sink")])
names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
day = datetime.timedelta(days=1)
made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - day).not_valid_after(now + day)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256()))
pem = serialization.Encoding.PEM
secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
open(sys.argv[1], "wb").write(secret + made.public_bytes(pem))
"""


def test_starttls_and_login_with_the_password_of_the_environment(sink, tmp_path, monkeypatch):
    pem = tmp_path / "sink.pem"
    subprocess.run([sys.executable, "-c", CERTIFICATE, pem], check=True)
    sink.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    sink.tls.load_cert_chain(pem)
    monkeypatch.setenv("TERPILAH_SUREL_SANDI", "rahasia")
    known = {"starttls": True, "pengguna": "walidata"}
    (note,) = send(sink, tmp_path, parcel(tmp_path), **known)
    assert "certificate" in note.lower()
    assert (sink.mails, sink.logins) == ([], [])
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert send(sink, tmp_path, parcel(tmp_path), **known) == []
    assert sink.logins == [b"\0walidata\0rahasia"]
    assert len(sink.mails) == 1


# ---- the settings


WHOLE = """
server = "smtp.contoh.go.id"
dari = "walidata@contoh.go.id"
[alamat]
"Disdukcapil" = ["data@dukcapil.contoh.go.id"]
"""


def test_without_a_file_it_is_off_and_with_one_it_is_encrypted_unless_said(tmp_path):
    path = tmp_path / "surel.toml"
    assert read_settings(path) is None
    path.write_text(WHOLE, encoding="utf-8")
    known = read_settings(path)
    assert known
    assert (known.port, known.starttls, known.pengguna) == (587, True, "")


def test_the_example_in_the_guide_is_valid(monkeypatch):
    monkeypatch.setenv("TERPILAH_SUREL_SANDI", "rahasia")
    guide = Path(__file__).parents[1] / "docs" / "panduan" / "walidata.md"
    example = guide.read_text(encoding="utf-8").split("\n## Surel\n")[1].split("```")[1]
    known = MailSettings.model_validate(tomllib.loads(example.removeprefix("toml")))
    assert set(known.alamat) <= {source.opd for source in SOURCES.values()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("server =", "sandi ="), "server"),
        (("[alamat]", 'sandi = "rahasia"\n[alamat]'), "sandi"),
        (("data@dukcapil", "data dukcapil"), "alamat.Disdukcapil.0"),
        (("walidata@contoh", "walidata\u00e9@contoh"), "dari"),
        (("[alamat]", "[alamat"), "line 4"),
        (("[alamat]", 'pengguna = "walidata"\n[alamat]'), "TERPILAH_SUREL_SANDI"),
    ],
)
def test_a_mistake_in_the_settings_is_one_sentence_without_what_stands_there(
    tmp_path, monkeypatch, change, said
):
    monkeypatch.delenv("TERPILAH_SUREL_SANDI", raising=False)
    path = tmp_path / "surel.toml"
    path.write_text(WHOLE.replace(*change), encoding="utf-8")
    with pytest.raises(BadMailSettings, match=r"^surel.toml tidak dapat dipakai: ") as found:
        read_settings(path)
    assert said in str(found.value)
    assert "rahasia" not in str(found.value)


def test_a_user_needs_encryption(sink, monkeypatch):
    monkeypatch.setenv("TERPILAH_SUREL_SANDI", "rahasia")
    with pytest.raises(ValueError, match="pengguna memerlukan starttls = true"):
        settings(sink, pengguna="walidata")


# ---- at the end of a run


CLEAN = "Kode wilayah;Nama wilayah;L;P;L+P\n36.73.04;Curug;30;32;62\n36.73.05;Cipocok Jaya;1;1;2\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
    office = Office(tmp_path)
    office.deliver("penduduk/2025/dkb.csv", CLEAN.replace("62", "63"))
    return office


def ask_for_mail(office: Office, port: int, server: str = "127.0.0.1") -> None:
    (office.root / "surel.toml").write_text(
        WHOLE.replace("smtp.contoh.go.id", server).replace(
            "[alamat]", f"port = {port}\nstarttls = false\n[alamat]"
        ),
        encoding="utf-8",
    )


def test_a_run_mails_what_went_back_once_and_nothing_when_all_is_mended(office, sink, tmp_path):
    ask_for_mail(office, sink.port)
    assert [office.run().notes for _ in range(2)] == [[], []]
    (mail,) = sink.mails
    assert "L (30) + P (32) = 62, tetapi jumlah yang tertulis 63." in body(mail)
    (attached,) = mail.iter_attachments()
    book = tmp_path / "buku.xlsx"
    book.write_bytes(attached.get_content())
    assert load_workbook(book).sheetnames[0] == "Hasil pemeriksaan"
    office.deliver("penduduk/2025/dkb.csv", CLEAN)
    assert office.run().notes == []
    assert len(sink.mails) == 1


def test_without_settings_nothing_is_sent_and_nothing_is_remembered(office, sink):
    assert office.run().notes == []
    assert not (office.root / "surel_terkirim").exists()


def test_a_mail_server_out_of_reach_leaves_the_release(office):
    with Sink() as closed_again:
        ask_for_mail(office, closed_again.port)
    outcome = office.run()
    assert outcome.published
    (note,) = outcome.notes
    assert note.startswith("1 surel tidak terkirim (")


def test_settings_that_cannot_be_used_leave_the_release(office):
    (office.root / "surel.toml").write_text("server = 1", encoding="utf-8")
    outcome = office.run()
    assert outcome.published
    (note,) = outcome.notes
    assert note.startswith("Surel tidak dikirim (surel.toml tidak dapat dipakai: ")
