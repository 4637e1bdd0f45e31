"""Checks a register of pilots on Spark, each record as a text of its own.

    spark-submit check_register_on_spark.py REGISTER RESULT

REGISTER is a Parquet file, or a folder of them, with the columns `name` and `text`; RESULT becomes a folder of Parquet files with
a row for each pilot, a column for each rule, and a row for each text that is broken.
"""

import sys

import pyarrow
import watching_brief
from pyspark.sql import SparkSession


def without_dictionaries(table):
    """The table as Spark reads it, which has no numbered words."""
    types = [getattr(field.type, "value_type", field.type) for field in table.schema]
    return table.cast(pyarrow.schema(list(zip(table.schema.names, types))))


def columns(project):
    """The columns of the result, as Spark writes them down."""
    schema = without_dictionaries(project.check_texts([]).to_arrow()).schema
    kinds = {pyarrow.string(): "string", pyarrow.int32(): "int"}
    return ", ".join(f"`{field.name}` {kinds[field.type]}" for field in schema)


def check(batches):
    """Checks the texts of one task, whose processor is its own."""
    project = watching_brief.Project(config=False)
    for batch in batches:
        reports = project.check_texts(zip(batch["name"].to_pylist(), batch["text"].to_pylist()), threads=1)
        yield from without_dictionaries(reports.to_arrow()).to_batches()


def main(register, result):
    spark = SparkSession.builder.appName("pilots").getOrCreate()
    texts = spark.read.parquet(register).select("name", "text")
    # A register in one small file would be one task.
    if texts.rdd.getNumPartitions() < spark.sparkContext.defaultParallelism:
        texts = texts.repartition(4 * spark.sparkContext.defaultParallelism)
    results = texts.mapInArrow(check, columns(watching_brief.Project(config=False)))
    results.write.mode("overwrite").parquet(result)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
