"""Writes a register of made-up pilots, to try the other examples on: a Parquet file with a name and a text in each row.

    python make_register.py COUNT REGISTER

The same COUNT gives the same register. One text in a thousand is broken, as some are in any register.
"""

import random
import sys

import pyarrow
import pyarrow.parquet
import watching_brief

ROWS_AT_A_TIME = 20_000
SPEAKERS = ["the provider", "DWP", "a claimant", "the commissioner"]
BASES = ["claimed", "specified", "observed"]

# Facts whose values are on a list; the vocabulary that comes with the program says which there are.
FACTS = [
    fact
    for section in watching_brief.Project(config=False).facts()["sections"]
    for fact in section["facts"]
    if fact["type"] in ("bool", "choice")
]


def text_of(number):
    """The text of one pilot: some twenty facts, by different speakers."""
    chance = random.Random(number)
    lines = ["format: 1", f"pilot: made-up-{number}", f"title: Made-up pilot {number}", "status: proposed"]
    section = None
    for fact in sorted(chance.sample(FACTS, 20), key=FACTS.index):
        fact_section, name = fact["fact"].split(".")
        if fact_section != section:
            section = fact_section
            lines.append(f"{section}:")
        value = chance.choice(fact["values"] or ["true", "false"])
        lines.append(f"  {name}: {{value: {value}, by: {chance.choice(SPEAKERS)}, basis: {chance.choice(BASES)}}}")
    if number % 1000 == 999:
        lines.append("voluntary: true")  # No part of a pilot has this name.
    return "\n".join(lines) + "\n"


def main(count, register):
    schema = pyarrow.schema({"name": pyarrow.string(), "text": pyarrow.string()})
    with pyarrow.parquet.ParquetWriter(register, schema) as writer:
        for start in range(0, count, ROWS_AT_A_TIME):
            numbers = range(start, min(start + ROWS_AT_A_TIME, count))
            rows = {"name": [f"{number}.yaml" for number in numbers], "text": [text_of(number) for number in numbers]}
            writer.write_table(pyarrow.table(rows, schema=schema))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
