"""Checks a register of pilots on one machine, on all its processors, a batch at a time.

    python check_register.py REGISTER RESULT

REGISTER is a Parquet file with the columns `name` and `text`; RESULT becomes one with a row for each pilot, a column for each
rule, and a row for each text that is broken.
"""

import sys

import pyarrow.parquet
import watching_brief

# More rows at a time make nothing faster, and need more memory.
TEXTS_AT_A_TIME = 20_000


def main(register, result):
    project = watching_brief.Project(config=False)
    schema = project.check_texts([]).to_arrow().schema
    with pyarrow.parquet.ParquetWriter(result, schema) as writer:
        for batch in pyarrow.parquet.ParquetFile(register).iter_batches(TEXTS_AT_A_TIME, columns=["name", "text"]):
            reports = project.check_texts(zip(batch["name"].to_pylist(), batch["text"].to_pylist()))
            writer.write_table(reports.to_arrow().cast(schema))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
