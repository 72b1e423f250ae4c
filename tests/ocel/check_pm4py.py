"""Reads an OCEL 2.0 log back with pm4py and holds what it understood against the JSON itself.

Usage: check_pm4py.py LOG. What pm4py cannot place it drops without a word, so everything is counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import datetime

import pandas
import pm4py


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    read = pm4py.read_ocel2_json(path)

    assert Counter(read.events["ocel:activity"]) == Counter(event["type"] for event in log["events"])
    assert Counter(read.objects["ocel:type"]) == Counter(thing["type"] for thing in log["objects"])
    related = {(e["id"], r["objectId"], r["qualifier"]) for e in log["events"] for r in e["relationships"]}
    columns = ["ocel:eid", "ocel:oid", "ocel:qualifier"]
    assert set(read.relations[columns].itertuples(index=False, name=None)) == related
    linked = {(o["id"], r["objectId"], r["qualifier"]) for o in log["objects"] for r in o["relationships"]}
    columns = ["ocel:oid", "ocel:oid_2", "ocel:qualifier"]
    assert set(read.o2o[columns].itertuples(index=False, name=None)) == linked

    rows = read.events.set_index("ocel:eid")
    for event in log["events"]:
        row = rows.loc[event["id"]]
        assert row["ocel:timestamp"] == pandas.Timestamp(datetime.fromisoformat(event["time"].replace("Z", "+00:00")))
        for attribute in event["attributes"]:
            assert str(row[attribute["name"]]) == attribute["value"], (event, attribute)
    rows = read.objects.set_index("ocel:oid")
    for thing in log["objects"]:
        for attribute in thing["attributes"]:
            assert str(rows.loc[thing["id"]][attribute["name"]]) == attribute["value"], (thing, attribute)

    cases = pm4py.ocel_flattening(read, "case")
    assert cases["case:concept:name"].nunique() == sum(thing["type"] == "case" for thing in log["objects"])
    print(f"pm4py {pm4py.__version__} read {len(read.events)} events of {len(read.objects)} objects, and dropped none")


if __name__ == "__main__":
    main(sys.argv[1])
