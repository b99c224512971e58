"""From drop folder to refusal: what the audit says reaches whoever pressed the button."""

import json
from pathlib import Path

from kantor import Office
from rich.console import Console

from terpilah.audit import audit_again

PLAN = Path(__file__).parents[2] / "data/contoh/masuk/target_rencana/target_2025-2029.csv"
PERSON = "3673015201259007"  # invented


def test_a_person_in_a_plan_stops_the_rilis_and_the_one_before_stands(tmp_path):
    office, plan = Office(tmp_path), PLAN.read_text(encoding="utf-8")
    office.deliver("target_rencana/target_2025-2029.csv", plan)
    assert office.run().published
    before, bytes_before = office.release, office.bytes_of_release()
    program = "Program Pengelolaan Pendidikan"
    assert program in plan
    spoilt = plan.replace(program, f"{program} {PERSON}")
    office.deliver("target_rencana/target_2025-2029.csv", spoilt)
    outcome = office.run()
    assert not outcome.published
    assert not outcome.broken
    (sentence,) = [said for said in outcome.refused if said.startswith("Audit menolak")]
    assert "NIK" in sentence
    assert PERSON not in sentence
    assert (office.release, office.bytes_of_release()) == (before, bytes_before)
    reports = [json.loads(path.read_text()) for path in (tmp_path / "audit").glob("*.json")]
    assert sorted(one["lulus"] for one in reports) == [False, True]
    assert audit_again(Console(quiet=True), "terkini", tmp_path)
    assert not audit_again(Console(quiet=True), "tidak_ada", tmp_path)
