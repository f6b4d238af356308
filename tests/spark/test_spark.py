"""The same reports and pairs as on one machine, to the last one. Needs the extra `spark` and Java."""

import json
import random
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.audit import Audit
from pledgecheck.checker import Checker
from pledgecheck.cli.main import run
from pledgecheck.config import Config, CopyConfig
from pledgecheck.errors import MissingExtraError, UsageError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, read_manifest
from pledgecheck.spark import audit, audit_parquet, session, to_parquet
from pledgecheck.spark.start import require

pytestmark = [
    pytest.mark.skipif(
        not all(map(find_spec, ("pyspark", "pyarrow"))) or shutil.which("java") is None,
        reason="the extra `spark` or Java is not installed",
    ),
    pytest.mark.filterwarnings("ignore"),  # Spark's own
]
MANIFEST = Path(__file__).parents[1] / "corpus" / "manifest.csv"
ACTS = (
    "sửa {} bộ bàn ghế của lớp ghép", "trồng {} cây quế ở bờ suối", "dạy {} buổi tối cho lớp xóa mù chữ",
    "đi thăm {} hộ ở bản xa nhất", "chép lại {} bài hát cổ của người già", "nạo vét {} mét mương đầu bản",
    "ghi sổ {} ca trực đêm ở trạm", "đọc {} trang sách cùng trẻ mỗi tuần", "dán {} biển chỉ đường vào bản",
    "mang {} bó củi cho cụ già neo đơn", "thay {} bóng đèn trên đường liên thôn", "họp {} buổi với tổ thợ mộc",
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with session("local[2]", spark_sql_shuffle_partitions="3") as made:
        yield made


def pledges() -> list[Pledge | ReadFailure]:
    """Many that copy one source, some with an earlier year, one without marks, two of one id, one that fails."""
    rng = random.Random(4)
    source = [f"- Tôi sẽ {act.format(rng.randint(2, 90))} trước ngày {at + 3}/6, báo lại trong cuộc họp." for at, act in enumerate(ACTS)]
    found: list[Pledge | ReadFailure] = []
    for at in range(45):
        rows = rng.sample(source, 9) if at % 3 else [
            f"- Mỗi tháng tôi {act.format(rng.randint(2, 90))} cùng nhóm {rng.randint(2, 99)}." for act in rng.sample(ACTS, 6)
        ]
        author = f"người {at % 40}"
        found.append(
            Pledge(id=f"p{at % 44}", author=author, unit=f"Xã {at % 4}", year=2023 + at // 40, text="\n".join(rows))
        )
    found[3] = found[3].model_copy(update={"previous": ("no-such",)})  # type: ignore[union-attr]
    found.append(Pledge(id="plain", text="khong co dau nao trong van ban nay ca " * 5))
    found.append(Pledge(id="wrong", text="\n".join(source), theme=("no-such-theme",)))
    found.append(ReadFailure("x.docx", "missing-file", UsageError("không có", "none")))
    return found


def content(done: Audit) -> tuple[list[Any], Any, list[str], dict[str, str]]:
    with done:
        return (
            [json.loads(line) for line in done.reports.json_lines()],
            done.summary.model_dump(mode="json"),
            sorted(failed.path for failed in done.failures) + [left.path for left in done.skipped],
            dict(done.texts),
        )


@pytest.mark.parametrize("threshold", [2000, 0])
def test_as_on_one_machine(spark: Any, threshold: int) -> None:
    checker = Checker(config=Config(copying=CopyConfig(scale_from=threshold)))
    expected = content(checker.audit(pledges()))
    assert len(expected[1]["copy_pairs"]) > 20
    assert "p3 ← no-such" in expected[2]
    assert content(audit(spark, pledges(), checker)) == expected


def test_the_corpus(spark: Any) -> None:
    checker = Checker()
    assert content(audit(spark, read_manifest(MANIFEST), checker)) == content(checker.audit(read_manifest(MANIFEST)))


class TestParquet:
    def test_in_and_out(self, spark: Any, tmp_path: Path) -> None:
        manifest = list(read_manifest(MANIFEST))
        to_parquet([each for each in manifest if isinstance(each, Pledge)], tmp_path / "in.parquet")
        source, target = (tmp_path / "in.parquet").as_uri(), (tmp_path / "out").as_uri()
        # in another order and in several files
        spark.read.parquet(source).repartition(5, "text").write.parquet(f"{source}2")
        checker = Checker()
        summary = audit_parquet(spark, f"{source}2", target, checker)
        reports, whole, _, _ = content(checker.audit(manifest))
        assert summary.model_dump(mode="json") == whole
        rows = spark.read.parquet(f"{target}/reports").orderBy("position").collect()
        assert [json.loads(row["report"]) for row in rows] == reports
        pairs = spark.read.parquet(f"{target}/pairs").collect()
        assert [(row["a"], row["b"], row["relation"]) for row in pairs] == [
            (pair["a"], pair["b"], pair["relation"]) for pair in whole["copy_pairs"]
        ]
        assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
            "failures", "pairs", "reports", "summary",
        ]

    def test_only_id_and_text(self, spark: Any, tmp_path: Path) -> None:
        texts = [("b", "- Trồng 20 cây quế ở bờ suối trước ngày 5/6."), ("a", "- Sửa 3 cái máy bơm của tổ.")]
        spark.createDataFrame(texts, "id string, text string").write.parquet(str(tmp_path / "in"))
        audit_parquet(spark, (tmp_path / "in").as_uri(), (tmp_path / "out").as_uri(), Checker())
        rows = spark.read.parquet(str(tmp_path / "out" / "reports")).orderBy("position").collect()
        assert [row["id"] for row in rows] == ["a", "b"]

    @pytest.mark.parametrize(("columns", "rows"), [("id string", [("a",)]), ("id string, text string", [("a", "x")] * 2)])
    def test_what_cannot_be_used(self, spark: Any, tmp_path: Path, columns: str, rows: list[Any]) -> None:
        spark.createDataFrame(rows, columns).write.parquet(str(tmp_path / "in"))
        with pytest.raises(UsageError):
            audit_parquet(spark, (tmp_path / "in").as_uri(), (tmp_path / "out").as_uri(), Checker())


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pledgecheck.spark.start.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pledgecheck\[spark\]"):
        require()


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["audit", "--manifest", str(MANIFEST), "--output-format", "json", "--fail-on", "never", "--no-cache"]
    assert run([*command, "--engine", "spark", "--jobs", "2"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert run(command) == 0
    assert found == json.loads(capsys.readouterr().out)
    assert run([*command, "--engine", "flink"]) == 2
