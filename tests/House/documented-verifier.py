"""Holds the verifier of docs/integrate/verify-a-licence.md to the test vectors: documented-verifier.py VERIFIER VECTORS"""
import importlib.util
import json
import sys

location, vectors = sys.argv[1:]
spec = importlib.util.spec_from_file_location("verifier", location)
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)

with open(vectors, encoding="utf-8") as file:
    data = json.load(file)
for case in data["cases"]:
    token = case.get("statusList", data["statusList"])
    uri = json.loads(verifier.b64url(token.split(".")[1]))["sub"]
    lists = {
        "key": data["operatorJwk"],
        "trust": case.get("trustList", data["trustList"]),
        "status": {} if case.get("withoutStatusList") else {uri: token},
    }
    word, _ = verifier.verdict(case["text"], lists, data["now"])
    if word != case["expectedVerdict"]:
        print(f"{case['name']}: {word}, not {case['expectedVerdict']}")
print(f"{len(data['cases'])} cases")
