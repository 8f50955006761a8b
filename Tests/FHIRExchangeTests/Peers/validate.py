"""Lets two independent parties judge the FHIR bundles of a folder: the official R4 JSON schema and fhir.resources.

    python3 validate.py FOLDER [SCHEMA]

Prints one JSON object: for each party what it is, how many resources it judged, what it found wrong, or why it could
not judge. Each resource is held against its own definition: the schema's top-level oneOf of 150 types is slow and says
nothing of use about what is wrong.
"""

import importlib
import json
import pathlib
import sys


def by_schema(bundles, schema_path):
    if not schema_path:
        return {"absent": "no fhir.schema.json of R4 was found"}
    try:
        import jsonschema
    except ImportError:
        return {"absent": "the python module jsonschema is not installed"}
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8-sig"))
    if schema.get("id") != "http://hl7.org/fhir/json-schema/4.0":
        return {"absent": "%s is not the schema of R4" % schema_path}
    definitions = schema["definitions"]
    # a resource inside a resource is judged by its own type, so that a message names the field
    definitions["ResourceList"] = {"type": "object", "required": ["resourceType"]}
    validators = {}

    def validator(kind):
        if kind not in validators:
            root = {"$schema": schema["$schema"], "$ref": "#/definitions/" + kind, "definitions": definitions}
            validators[kind] = jsonschema.Draft6Validator(root)
        return validators[kind]

    wrong, count = [], 0
    for name, bundle in bundles:
        resources = [bundle] + [entry["resource"] for entry in bundle["entry"]]
        resources += [inner for one in resources for inner in one.get("contained", [])]
        for resource in resources:
            kind = resource["resourceType"]
            count += 1
            if kind not in definitions:
                wrong.append("%s: R4 knows no %s" % (name, kind))
                continue
            for error in validator(kind).iter_errors(resource):
                path = "/".join(str(part) for part in error.path)
                wrong.append("%s: %s %s: %s" % (name, kind, path, error.message[:200]))
    return {"party": "JSON schema of R4", "judged": count, "wrong": wrong}


def by_models(bundles):
    try:
        top = importlib.import_module("fhir.resources")
    except ImportError:
        return {"absent": "the python module fhir.resources is not installed"}
    version = str(getattr(top, "__fhir_version__", ""))
    package = "fhir.resources" if version.startswith("4.0") else "fhir.resources.R4B"
    try:
        importlib.import_module(package + ".bundle")
    except ImportError as error:
        return {"absent": "fhir.resources has no model of R4: %s" % error}
    wrong, count = [], 0
    for name, bundle in bundles:
        for resource in [bundle] + [entry["resource"] for entry in bundle["entry"]]:
            kind = resource["resourceType"]
            count += 1
            model = getattr(importlib.import_module(package + "." + kind.lower()), kind)
            parse = getattr(model, "model_validate", None) or model.parse_obj
            try:
                parse(resource)
            except Exception as error:  # pydantic's error class differs by its version
                wrong.append("%s: %s: %s" % (name, kind, str(error)[:400]))
    return {"party": package, "judged": count, "wrong": wrong}


def main():
    folder = pathlib.Path(sys.argv[1])
    schema = sys.argv[2] if len(sys.argv) > 2 else None
    bundles = [(path.name, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]
    print(json.dumps({"schema": by_schema(bundles, schema), "models": by_models(bundles)}))


main()
