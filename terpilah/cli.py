"""The terminal: run everything, check one file, walk a figure back, open the Dagster page."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
from rich.console import Console

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import shipped_data
from pipelines.mask_persons import BadKey
from pipelines.receive_setoran import BadCoverLetter

DETAILS = "TERPILAH_RINCIAN"  # set it to see the stack trace of an accident
SAMPLE_KEY = "kunci untuk data contoh, tidak merahasiakan apa pun"  # nobody in it is real
STOPPED = "Dihentikan. Rilis terakhir tetap berlaku."
OK, NOTHING_PUBLISHED, WRONG_USE, INCOMPLETE = 0, 1, 2, 3
# A pipe or a log has no width of its own; names of files must not be cut there.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)


@click.group(help="Data terpilah: dari berkas OPD ke indikator terpilah yang siap dipakai.")
def cli() -> None:
    """Group the commands; the Indonesian help above is what people read."""


def _home(command: Callable) -> Callable:
    option = click.option(
        "--wilayah", default="36.73", show_default=True, envvar="TERPILAH_WILAYAH",
        help="Kode Kemendagri wilayah kerja, untuk berkas yang hanya menulis nama.",
    )  # fmt: skip
    return wraps(command)(option(command))


PLACE = click.Path(path_type=Path)
_masuk = click.option(
    "--masuk", type=PLACE, envvar="TERPILAH_MASUK", help="Map setoran (bawaan: <data>/masuk)."
)
_letter = click.option(
    "--pengantar", type=PLACE, envvar="TERPILAH_PENGANTAR",
    help="Berkas pengantar.toml bila tidak ada di map setoran.",
)  # fmt: skip
_data = click.option("--data", type=PLACE, envvar="TERPILAH_DATA", default=Path("data"))


@cli.command(help="Terima, periksa, hitung, dan terbitkan semua yang ada di map setoran.")
@click.option("--contoh", is_flag=True, help="Pakai data contoh buatan, bukan data sungguhan.")
@_masuk
@click.option("--data", type=PLACE, envvar="TERPILAH_DATA", help="Map hasil (bawaan: ./data).")
@_letter
@click.option(
    "--bersihkan",
    type=click.Choice(["ya", "tidak"]),
    envvar="TERPILAH_BERSIHKAN",
    default="ya",
    show_default=True,
    help="Pindahkan berkas sumber sensitif yang sudah diterima dari map setoran ke arsip.",
)
@_home
def jalankan(  # noqa: PLR0913 - one for each option
    *, contoh: bool, masuk: Path | None, data: Path | None, pengantar: Path | None,
    bersihkan: str, wilayah: str,
) -> None:  # fmt: skip
    """Run the whole way and end with a short table."""
    from terpilah.run import run  # noqa: PLC0415 - Dagster is slow to load and only needed here

    if contoh:
        masuk = shipped_data() / "contoh" / "masuk"
        os.environ.setdefault("TERPILAH_KUNCI", SAMPLE_KEY)
        data = data or Path("data") / "hasil_contoh"
    data = (data or Path("data")).absolute()
    masuk = (masuk or data / "masuk").absolute()
    if not masuk.is_dir():
        raise click.ClickException(
            f"Map setoran {masuk} tidak ada. Buat map itu, atau sebut lain dengan --masuk."
        )
    places = masuk, data, pengantar and pengantar.absolute()
    outcome = run(console, places, wilayah, clean=bersihkan == "ya")
    if outcome.broken:
        sys.exit(INCOMPLETE)
    sys.exit(OK if outcome.published else NOTHING_PUBLISHED)


@cli.command(help="Buat templat Excel sebuah sumber untuk diisi perangkat daerah.")
@click.argument("sumber", required=False)
@click.option("--tahun", "periode", default="", help="Periodenya: 2025, 2025-S2, 2025-T3, …")
@click.option("--umur", is_flag=True, help="Satu baris per wilayah dan kelompok umur lima tahunan.")
@click.option(
    "--ke",
    type=PLACE,
    default=Path("templat"),
    show_default=True,
    help="Map tempat templat ditulis.",
)
@_home
def templat(sumber: str | None, periode: str, umur: bool, ke: Path, wilayah: str) -> None:
    """Write one template, or list what there is when no sumber is named."""
    from terpilah.template import make_template  # noqa: PLC0415 - keeps the other commands quick

    if not make_template(console, sumber, (wilayah, periode), ke, by_age=umur):
        sys.exit(WRONG_USE)


@cli.command(help="Periksa satu berkas tanpa menyimpan apa pun, dan katakan apa yang akan terjadi.")
@click.argument("berkas", type=PLACE)
@click.option("--sumber", help="Sumber berkas ini bila tidak dapat dikenali dari judul kolomnya.")
@click.option("--tahun", type=int, help="Tahun data bila tidak tertulis di dalam berkas.")
@_home
def periksa(berkas: Path, sumber: str | None, tahun: int | None, wilayah: str) -> None:
    """Check one file without Dagster."""
    from terpilah.check import check  # noqa: PLC0415 - quick answers for --help

    if not berkas.is_file():
        raise click.ClickException(f"Berkas {berkas} tidak ada. Periksa nama dan mapnya.")
    sys.exit(OK if check(console, berkas, sumber, tahun, wilayah) else NOTHING_PUBLISHED)


@cli.command(help="Perbarui papan status: siapa sudah mengirim apa, dan apa yang dikembalikan.")
@_masuk
@_data
@_letter
@_home
def papan(masuk: Path | None, data: Path, pengantar: Path | None, wilayah: str) -> None:
    """Build the status board alone, from what is on record."""
    from terpilah.board import build_board  # noqa: PLC0415 - quick answers for --help

    data = data.absolute()
    masuk = (masuk or data / "masuk").absolute()
    page = build_board(masuk, data, pengantar and pengantar.absolute(), wilayah)
    console.print(f"Papan status: {page}")


@cli.command(help="Telusuri satu angka terbitan sampai ke berkas, lembar, dan sel asalnya.")
@click.argument("kode_indikator")
@click.argument("kode_wilayah")
@click.argument("tahun", type=int)
@_data
def telusur(kode_indikator: str, kode_wilayah: str, tahun: int, data: Path) -> None:
    """Walk a figure back to its cells."""
    from terpilah.trace import trace  # noqa: PLC0415 - quick answers for --help

    sys.exit(
        OK
        if trace(console, kode_indikator, kode_wilayah, tahun, data.absolute())
        else NOTHING_PUBLISHED
    )


@cli.command(help="Audit sebuah rilis: apa yang dapat dihitung pembaca dari angka yang disamarkan.")
@click.argument("rilis", default="terkini")
@_data
def audit(rilis: str, data: Path) -> None:
    """Audit a published rilis again."""
    from terpilah.audit import audit_again  # noqa: PLC0415 - the solver is slow to load

    sys.exit(OK if audit_again(console, rilis, data.absolute()) else NOTHING_PUBLISHED)


@cli.command(help="Pindahkan berkas sumber sensitif yang sudah diterima dari map setoran ke arsip.")
@_masuk
@_data
@_letter
@click.option("--lepas", help="Berhenti membaca berkas ini dari arsip; sebut namanya semula.")
@_home
def bersihkan(
    masuk: Path | None, data: Path, pengantar: Path | None, lepas: str | None, wilayah: str
) -> None:
    """Take sensitive originals out of the drop folder."""
    from terpilah.clean import clean  # noqa: PLC0415 - Dagster is slow to load

    data = data.absolute()
    places = (masuk or data / "masuk").absolute(), data, pengantar and pengantar.absolute()
    sys.exit(OK if clean(console, places, wilayah, lepas) else NOTHING_PUBLISHED)


@cli.command(help="Daftar katalog indikator, atau jelaskan satu indikator beserta SQL-nya.")
@click.argument("kode", required=False)
@click.option("--sql", is_flag=True, help="Tampilkan SQL yang menghitungnya.")
def indikator(kode: str | None, sql: bool) -> None:
    """Show the catalogue."""
    from terpilah.catalogue import show  # noqa: PLC0415 - quick answers for --help

    sys.exit(OK if show(console, kode, sql=sql) else NOTHING_PUBLISHED)


@cli.command(help="Buka halaman Dagster di komputer ini (http://127.0.0.1:3000).")
@_data
@click.option("--port", default=3000, show_default=True)
def buka(data: Path, port: int) -> None:
    """Serve the Dagster UI and its daemon until interrupted."""
    from terpilah.serve import serve  # noqa: PLC0415 - quick answers for --help

    sys.exit(serve(console, data.absolute(), port))


def main() -> None:
    """Entry point: every trouble is one Indonesian sentence, never a stack trace."""
    try:
        cli.main(standalone_mode=False, prog_name="terpilah")
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except Exception as error:
        sentence, code = _sentence(error)
        if code == INCOMPLETE and os.environ.get(DETAILS):
            raise
        _say(sentence, code)
    except KeyboardInterrupt:
        _say(STOPPED, NOTHING_PUBLISHED)


def _sentence(error: Exception) -> tuple[str, int]:
    """What to say of an error, and the exit code it ends in."""
    if isinstance(error, click.UsageError):
        text = f"Perintah tidak dimengerti: {error.format_message()} Lihat: terpilah --help"
        return text, WRONG_USE
    if isinstance(error, click.ClickException):
        return error.format_message(), WRONG_USE
    if isinstance(error, BadCatalogue | BadCoverLetter | BadKey):
        return str(error), WRONG_USE
    if isinstance(error, click.Abort):
        return STOPPED, NOTHING_PUBLISHED
    if isinstance(error, OSError):
        return _explain(error), NOTHING_PUBLISHED
    return (
        f"Terhenti oleh galat mesin yang tidak terduga ({type(error).__name__}). Periksa ruang "
        "simpan, lalu jalankan lagi; rilis terakhir tetap berlaku. "
        f"Untuk pengelola: {DETAILS}=1 menampilkan rinciannya."
    ), INCOMPLETE


def _explain(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"Berkas atau map tidak dapat dipakai{where}: {error.strerror}. "
        "Periksa ruang simpan dan izin map, lalu jalankan lagi; rilis terakhir tetap berlaku."
    )


def _say(sentence: str, code: int) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, markup=False)
    sys.exit(code)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
