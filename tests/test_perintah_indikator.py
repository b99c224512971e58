"""`terpilah indikator`: the catalogue listed, one indicator explained, its SQL shown."""

import pytest
from click.testing import CliRunner

from pipelines.load_catalogue import indicators
from terpilah import cli as terminal


@pytest.fixture
def say(monkeypatch):
    def _say(*words: str) -> tuple[int, str]:
        with terminal.console.capture() as captured:
            result = CliRunner().invoke(terminal.cli, ["indikator", *words])
        return result.exit_code, captured.get()

    return _say


def test_the_list_names_every_indicator_with_its_state(say):
    code, text = say()
    assert code == 0
    assert all(f" {kode} " in text for kode in indicators())
    assert "85 indikator: 48 dihitung, 19 menunggu sumber, 17 resmi, 1 turunan." in text


@pytest.mark.parametrize(
    ("kode", "phrases"),
    [
        ("kpd-05", ["dihitung", "Anak 0–17 tahun yang memiliki akta kelahiran (sumber:",
                    "sdg 16.9.1", "Jenis kelamin", "Umur [SDS 10120066]"]),
        ("PPA-07", ["hanya kanal=koling_pepa atau kanal=ru_ko_saling_sapa"]),
        ("ARG-03", ["satuan yang memiliki: Dokumen GAP"]),
        ("TKJ-01", ["resmi", "Tingkat partisipasi angkatan kerja (tpak)", "indeks_resmi"]),
        ("PDK-12", ["turunan", "nilai P ÷ nilai L; SD dari PDK-02"]),
        ("KES-15", ["menunggu sumber", "Peserta Jaminan Kesehatan Nasional (sumber: belum ada)"]),
    ],
)  # fmt: skip
def test_one_is_explained_in_words(say, kode, phrases):
    code, text = say(kode)
    assert code == 0
    flat = " ".join(text.split())
    assert [phrase for phrase in phrases if phrase not in flat] == []


def test_its_sql_is_shown_whole_and_unwrapped(say):
    code, text = say("KPD-05", "--sql")
    assert code == 0
    assert text.startswith("-- KPD-05 Cakupan kepemilikan akta kelahiran")
    assert "('KPD-05', 'pembilang', 'semua', 'semua', 0, 1, 'anak_berakta'" in text
    assert "FROM indikator" not in text
    assert text.rstrip().endswith(";")


def test_a_code_that_is_not_there_is_answered_with_those_that_are_near(say):
    code, text = say("KPD-5")
    assert code == 1
    assert "Indikator KPD-5 tidak ada dalam katalog. Mungkin KPD-05" in text
