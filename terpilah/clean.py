"""Take admitted originals of closed sumber out of the drop folder, and say which stayed and why."""

from pathlib import Path

from rich.console import Console

from assets.resources import Deployment
from pipelines.move_sensitive import is_shipped, move_sensitive, release_original
from pipelines.store_tables import only_writer


def clean(
    console: Console, places: tuple[Path, Path, Path | None], home: str, release: str | None
) -> bool:
    """Clean a drop folder; True unless something had to stay.

    `places` are the drop folder, the data folder and the cover letter; `release` names one
    original that is to be read no more.
    """
    masuk, data, letter = places
    deployment = Deployment(
        data=str(data), masuk=str(masuk), wilayah=home, pengantar=str(letter or "")
    )
    store = deployment.store
    if is_shipped(masuk):
        console.print("Map contoh tidak dibersihkan. Salin dahulu ke map setoran Anda sendiri.")
        return False
    with only_writer(store.root):
        if release is not None:
            return _release(console, deployment, release)
        cleaning = move_sensitive(store, deployment.reception(), masuk)
    for label in cleaning.moved:
        console.print(f"Dipindahkan ke arsip_terbatas: {label}", markup=False)
    for sentence in cleaning.stayed:
        console.print(f"Tetap di map setoran: {sentence}.", markup=False)
    if not (cleaning.moved or cleaning.stayed):
        console.print("Tidak ada berkas sumber sensitif di map setoran.")
    return not cleaning.stayed


def _release(console: Console, deployment: Deployment, label: str) -> bool:
    if release_original(deployment.store, label):
        console.print(f"{label} tidak lagi dibaca dari arsip_terbatas.", markup=False)
        return True
    console.print(f"Tidak ada {label} yang dibaca dari arsip_terbatas.", markup=False)
    return False
