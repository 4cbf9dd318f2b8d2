"""Takes a message that was captured at port 5500 apart, knowing nothing of the program that sent it: HTTP by hand, MIME by Python's
own email package, the hash chain by hashlib. Writes what xmlsec1 and openssl are to look at into a folder, and prints what it found.

usage: captured-stream.py CAPTURE FOLDER
"""
import base64
import email
import hashlib
import os
import sys
import xml.etree.ElementTree as xml
from email import policy

CHAIN = "{http://cyber.ee/hashchain}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512"


def body_of(capture):
    head, rest = capture.split(b"\r\n\r\n", 1)
    body = b""
    while True:
        size, rest = rest.split(b"\r\n", 1)
        size = int(size, 16)
        if size == 0:
            return head, body
        body, rest = body + rest[:size], rest[size + 2:]


def der(tag, content):
    length = bytes([len(content)]) if len(content) < 128 else (lambda n: bytes([128 + len(n)]) + n)(len(content).to_bytes((len(content).bit_length() + 7) // 8, "big"))
    return bytes([tag]) + length + content


def digest_of_step(step, steps, files):
    inputs = b""
    for value in step:
        kind, uri = value.tag.replace(CHAIN, ""), value.get("URI")
        stated = value.find(DS + "DigestValue")
        if kind == "StepRef":
            digest = digest_of_step(steps[uri[1:]], steps, files)
        else:
            digest = base64.b64decode(stated.text)
            if kind == "DataRef":
                assert hashlib.sha512(files[uri]).digest() == digest, f"{uri} is not what the chain says"
                used.add(uri)
        inputs += der(0x30, der(0x04, digest) + der(0x0C, SHA512.encode()) + der(0x30, b""))
    return hashlib.sha512(der(0x30, inputs)).digest()


def write(name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


capture, folder = open(sys.argv[1], "rb").read(), sys.argv[2]
used = set()
head, body = body_of(capture)
content_type = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-type: "))
message = email.message_from_bytes(content_type + b"\r\n\r\n" + body, policy=policy.HTTP)
assert not message.defects, message.defects

files, documents, types = {}, {}, []
for part in message.iter_parts():
    assert not part.defects, part.defects
    # As written: the type of a signature, which has two slashes, is none of MIME's.
    kind = str(part["content-type"]).split(";")[0].strip()
    types.append(kind)
    if kind == "multipart/mixed":
        for number, attachment in enumerate(part.iter_parts(), 1):
            files[f"/attachment{number}"] = attachment.get_payload(decode=True)
        continue
    content = part.get_payload(decode=True)
    if kind in ("application/x-road-rest-request", "text/xml"):
        files["/message.xml"] = content
    elif kind == "application/x-road-rest-body":
        files["/attachment1"] = content
    else:
        documents[kind] = content
print("parts:", " ".join(types))

result = xml.fromstring(documents["application/hash-chain-result"])
steps = {step.get("id"): step for step in xml.fromstring(documents["application/hash-chain"]).findall(CHAIN + "HashStep")}
stated = base64.b64decode(result.find(DS + "DigestValue").text)
assert digest_of_step(steps["STEP0"], steps, files) == stated, "the chain does not lead to its top"
assert used == set(files), f"the chain leaves out {set(files) - used}"
print("chain: holds over", " ".join(sorted(used)))

signature = documents["signature/bdoc-1.0/ts"]
document = xml.fromstring(signature)
write("signatures.xml", signature)
write("message.xml", files["/message.xml"])
write("sig-hashchainresult.xml", documents["application/hash-chain-result"])
write("tls-answer.der", documents["application/ocsp-response"])
write("signer-answer.der", base64.b64decode(document.find(f".//{XADES}EncapsulatedOCSPValue").text))
write("signer.der", base64.b64decode(document.find(f".//{DS}X509Certificate").text))
