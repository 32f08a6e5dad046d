"""Use counted, priced and set against a machine; the article's two results come out."""

import json

import pytest

from companion.cli import main
from companion.costs.break_even import Request, request_cost, requests_a_month, typical_request
from companion.costs.counting import count_turn
from companion.costs.meter import Meter
from companion.costs.prices import EnginePrice, Prices, ensure_prices, load_prices
from companion.costs.report import DAY, make_report
from companion.engine.registry import create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import EngineConfig, StartTurn, TurnDone, Usage
from companion.mind.persona import load_persona

TEXT, SPEECH = EnginePrice("openai", tokens_written=0.002), EnginePrice("azure", letters=16.0)
BUDGET = Prices(machine_month=2635.0, kept_anyway=135.0).budget


def test_english_costs_what_the_article_found() -> None:
    cost = request_cost(typical_request("en"), TEXT, SPEECH)
    month = requests_a_month(BUDGET, cost)
    assert round(cost, 4) == 0.0352
    assert round(month, -3) == 71_000
    assert round(month / 30, -2) == 2_400


def test_russian_costs_what_the_article_found_with_its_575_letters() -> None:
    cost = request_cost(Request(2600, 575), TEXT, SPEECH)
    month = requests_a_month(BUDGET, cost)
    assert round(cost, 4) == 0.0144
    assert month == pytest.approx(175_000, rel=0.01)
    assert month / 30 == pytest.approx(5_900, rel=0.02)


def test_russian_by_its_own_rule_is_525_letters_and_cheaper() -> None:
    request = typical_request("ru")
    assert request.letters == 525
    assert round(request_cost(request, TEXT, SPEECH), 4) == 0.0136


@pytest.fixture
def meter(tmp_path):
    meter = Meter(tmp_path / "usage.sqlite", now=lambda: 10 * DAY)
    yield meter
    meter.close()


def test_use_is_summed_by_engine_and_survives_a_restart(tmp_path) -> None:
    for _ in range(2):
        meter = Meter(tmp_path / "u.sqlite")
        meter.add(Usage("text", "openai", "m", tokens_read=100, tokens_written=20, busy_seconds=1.5))
        meter.add(Usage("speech", "hibari", "heart", letters=80, sound_seconds=4.0))
        totals = {total.usage.kind: total for total in meter.totals()}
        meter.close()
    assert totals["text"].pieces == 2
    assert totals["text"].usage == Usage("text", "openai", "m", tokens_read=200, tokens_written=40, busy_seconds=3.0)
    assert totals["speech"].usage.letters == 160


def test_own_engines_cost_their_current_and_rented_ones_their_price() -> None:
    prices = Prices(engines=(EnginePrice("openai", "gpt*", 1.0, 2.0),), watts=360, kilowatt_hour=0.5)
    assert prices.cost(Usage("text", "openai", "gpt-x", tokens_read=1000, tokens_written=500)) == 2.0
    assert prices.cost(Usage("text", "llama.cpp", "smol", busy_seconds=3600.0)) == pytest.approx(0.18)
    assert prices.cost(Usage("text", "openai", "other", tokens_read=1000)) == 0.0


def test_the_report_counts_a_month_at_this_pace(meter) -> None:
    prices = Prices(engines=(EnginePrice("openai", tokens_written=1.0),), machine_month=300, kept_anyway=100)
    for _ in range(4):
        meter.add(Usage("text", "openai", "m", tokens_written=500))
    report = make_report(meter, prices, now=12 * DAY)
    assert (report.requests, report.cost, report.days) == (4, 2.0, 2.0)
    assert report.month == 30.0
    assert report.break_even == 400.0
    assert make_report(meter, prices, now=100 * DAY).requests == 0


def test_a_new_price_table_is_whole_and_a_broken_one_is_told(tmp_path) -> None:
    file = ensure_prices(tmp_path)
    prices = load_prices(file)
    assert prices.budget == 2500.0
    row = prices.of_engine("openai", "anything")
    assert row is not None and row.tokens_written == 0.002
    file.write_text('[machine]\nmonth = "much"\n')
    with pytest.raises(CompanionError, match=r"month must be a number"):
        load_prices(file)
    file.write_text("[[machine]\n")
    with pytest.raises(CompanionError, match=r"cannot be read"):
        load_prices(file)


def test_the_command_prints_both_forms(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COMPANION_HOME", str(tmp_path))
    assert main(["costs"]) == 0
    assert "Nothing was used yet" in capsys.readouterr().out
    meter = Meter(tmp_path / "data" / "usage.sqlite")
    meter.add(Usage("text", "openai", "gpt", tokens_read=600, tokens_written=400))
    meter.close()
    assert main(["costs", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["requests"] == 1
    assert report["cost"] == pytest.approx(0.002)
    assert report["break_even_requests_month"] == pytest.approx(1_250_000)
    assert main(["costs"]) == 0
    assert "a machine" in capsys.readouterr().out.lower()
    for days in ("nan", "inf", "0", "-5"):
        assert main(["costs", f"--days={days}"]) == 1
        assert "must be a number above 0" in capsys.readouterr().err


def test_talking_is_counted(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COMPANION_HOME", str(tmp_path))
    done = _turn()
    kinds = {usage.kind: usage for usage in done.usage}
    assert kinds["text"].engine == "echo"
    assert kinds["text"].tokens_written == done.timings.tokens > 0
    assert kinds["text"].tokens_read > kinds["text"].tokens_written
    assert kinds["speech"].engine == "hibari"
    assert kinds["speech"].letters > 0
    assert kinds["speech"].sound_seconds > 0.3
    count_turn(done)
    meter = Meter(tmp_path / "data" / "usage.sqlite")
    assert meter.requests() == 1
    meter.close()


def test_a_counter_that_cannot_be_written_costs_no_turn(tmp_path, monkeypatch, caplog) -> None:
    monkeypatch.setenv("COMPANION_HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "usage.sqlite").write_bytes(b"no database, but long enough to be looked at" * 40)
    count_turn(_turn())
    assert "not counted" in caplog.text


def _turn() -> TurnDone:
    turn = StartTurn(1, "Good morning to you.", load_persona("amelie"))
    with create_engines(EngineConfig(llm="echo"), lambda _progress: None) as engines:
        done = list(run_turn(engines, turn, lambda: False))[-1]
    assert isinstance(done, TurnDone)
    return done
