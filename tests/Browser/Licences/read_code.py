"""Reads a licence code with none of this project's code: RFC 9285 by hand, CBOR by cbor2. Prints what it finds as JSON."""

import json
import sys

import cbor2

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(text: str) -> bytes:
    out = bytearray()
    for start in range(0, len(text), 3):
        group = [ALPHABET.index(character) for character in text[start : start + 3]]
        value = sum(digit * 45**place for place, digit in enumerate(group))
        out += value.to_bytes(len(group) - 1, "big")
    return bytes(out)


def main() -> None:
    text = sys.stdin.read()
    prefix, encoded = text[:5], text[5:]
    message = cbor2.loads(base45(encoded))
    protected, unprotected, payload, signature = message.value
    header, claims = cbor2.loads(protected), cbor2.loads(payload)
    identity, licence = claims[169], claims[-65537]
    print(
        json.dumps(
            {
                "prefix": prefix,
                "tag": message.tag,
                "algorithm": header[1],
                "keyIdSize": len(header[4]),
                "unprotected": len(unprotected),
                "signatureSize": len(signature),
                "issuer": claims[1],
                "life": claims[4] - claims[6],
                "codeIdSize": len(claims[7]),
                "statusUri": claims[65535]["status_list"]["uri"],
                "givenNames": identity[5],
                "familyNames": identity[7],
                "birthDate": identity[8],
                "number": licence[1],
                "classes": [item[0] for item in licence[2]],
                "restrictions": licence.get(6, []),
                "country": licence[7],
                "state": licence[8],
            }
        )
    )


main()
