#!/usr/bin/env python3
"""The peer of `tumorboard bench fhir`: Python's fhir.resources (PyPI), its models of R4B, which read R4.

Reads file names, a line each, from standard input. Answers each with one line of JSON:
{"json": seconds of json.loads, "parse": seconds of validation into models, "error": why it was refused, or null}.
A bare array is read resource by resource. Of a file that does not validate, the time until the error counts.
"""
import gc
import json
import sys
import time

from fhir.resources.R4B import get_fhir_model_class


def validate(document):
    for resource in document if isinstance(document, list) else [document]:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)


for line in sys.stdin:
    with open(line.rstrip("\n"), "rb") as file:
        text = file.read()
    gc.collect()
    begin = time.perf_counter()
    document = json.loads(text)
    middle = time.perf_counter()
    error = None
    try:
        validate(document)
    except Exception as refusal:  # whatever it raises is its answer
        error = f"{type(refusal).__name__}: {str(refusal)[:200]}"
    end = time.perf_counter()
    print(json.dumps({"json": middle - begin, "parse": end - middle, "error": error}), flush=True)
