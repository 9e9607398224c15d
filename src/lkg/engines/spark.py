"""Spark: a session, and the Parquet files of a claim table as its views. The only module that knows pyspark."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lkg.engines.places import Place
from lkg.engines.tabled import ABOUT, NEEDED, Tabled, version_of
from lkg.errors import MissingFile, Misuse

ALONE: Mapping[str, str] = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "8",
}
"""settings where nothing names a cluster: all processors of this machine, and nobody else can connect"""
_MISSING = ("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA")
_ELSEWHERE = ("PYSPARK_GATEWAY_PORT", "SPARK_REMOTE", "SPARK_CONF_DIR", "SPARK_HOME")
"""variables by which spark-submit, a Connect address or an installed Spark say where to run"""


class Spark:
    """The tables of one place as views of a session of their own."""

    def __init__(self, session: Any, place: Place) -> None:
        with _told(place):
            self._session = session.newSession()
            claims = self._session.read.parquet(place.file(place.claims))
            place.refuse_both(claims.inputFiles())
            claims.createOrReplaceTempView("claim")
            for name in NEEDED:
                self._session.read.parquet(place.file(f"{name}.parquet")).createOrReplaceTempView(name)
        self._place = place

    def sql(self, text: str) -> Answer:
        """The answer to one SQL text; raises Misuse with what Spark says where it fails."""
        with _told(self._place):
            return Answer(self._session.sql(text), self._place)

    def keep(self, name: str, text: str) -> None:
        """Keep the rows of one SQL text in the cluster's memory, or on its disks where that is too small."""
        with _told(self._place):
            self._session.catalog.dropTempView(name)
            self._session.sql(f"CACHE TABLE {name} AS {text}")


class Answer:
    """Rows of Spark, fetched as those of DuckDB are."""

    def __init__(self, frame: Any, place: Place) -> None:
        self._frame, self._place = frame, place

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        with _told(self._place):
            return [tuple(row) for row in self._frame.collect()]

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row."""
        with _told(self._place):
            row = self._frame.first()
        return None if row is None else tuple(row)


@contextmanager
def running(settings: Mapping[str, str] | None = None) -> Iterator[Any]:
    """A Spark session that is stopped at the end, unless it ran before.

    It runs where spark-submit, SPARK_REMOTE or an installed Spark say; else on this machine alone, with `settings`
    in place of those of `ALONE`. Raises Misuse where pyspark or Java are missing.
    """
    builder = _sessions()
    before = builder.getActiveSession()
    session = before or _started(builder.builder, {} if _is_elsewhere() else {**ALONE, **(settings or {})})
    try:
        yield session
    finally:
        if before is None:
            session.stop()


def open_table(claims: str, session: Any) -> Tabled:
    """The graph of the claim table at an address that Spark can read.

    Raises MissingFile where there is no Parquet, and Misuse where the table is of another version or cannot be read.
    """
    place = Place.of(claims)
    with _told(place):
        about = session.read.text(place.file(ABOUT), wholetext=True).first()
    version = version_of(about[0] if about else "", place.file(ABOUT))
    return Tabled(Spark(session, place), version)


def _sessions() -> Any:
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        raise Misuse(
            f"The engine spark needs pyspark ({error}). Install it: pip install 'lkg-graph[spark]'; for a Connect "
            "address: pip install 'pyspark[connect]>=4.0,<5'."
        ) from None
    if "PYSPARK_GATEWAY_PORT" not in os.environ and "SPARK_REMOTE" not in os.environ and not has_java():
        raise Misuse("Spark needs Java 17 or later. Install it (Debian: openjdk-17-jre-headless), or set JAVA_HOME.")
    return SparkSession


def _started(builder: Any, settings: Mapping[str, str]) -> Any:
    from pyspark.errors import PySparkException  # type: ignore[import-not-found, unused-ignore]

    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        with warnings.catch_warnings():
            # pyspark warns of new versions of pandas, of which nothing here makes use
            warnings.simplefilter("ignore", FutureWarning)
            return builder.appName("lkg").getOrCreate()
    except PySparkException as error:
        raise Misuse(f"Spark does not start: {_first_line(error)} It needs Java 17 or later.") from None


def _is_elsewhere() -> bool:
    given = os.environ.get("PYSPARK_SUBMIT_ARGS", "")
    return "master" in given or any(name in os.environ for name in _ELSEWHERE)


def has_java() -> bool:
    """Whether this machine can start Java."""
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """What Spark says of files and queries, in one line."""
    from py4j.protocol import Py4JError  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from pyspark.errors import AnalysisException, PySparkException  # type: ignore[import-not-found, unused-ignore]

    try:
        yield
    except AnalysisException as error:
        if error.getCondition() not in _MISSING:
            raise Misuse(f"Spark refuses the tables of {place.folder}: {_first_line(error)}") from None
        raise MissingFile(
            f"There is no claim table at {place.folder}: {_first_line(error)} Give the folder `table` of a store that "
            "`lkg import … --store DIR` made, or a pattern in quotes: 'DIR/table/*.parquet'."
        ) from None
    except (PySparkException, Py4JError) as error:
        hint = " Name the package hadoop-aws of Spark's own Hadoop version." if "S3" in str(error) else ""
        raise Misuse(f"Spark cannot read {place.folder}: {_first_line(error)}{hint}") from None


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # the first line of an error from Java says only that there is one
    found = next((line for line in lines if not line.startswith("An error occurred while")), "no reason given")
    return found.removeprefix(": ").rstrip(".") + "."
