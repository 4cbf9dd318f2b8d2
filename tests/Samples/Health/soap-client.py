"""An independent SOAP client: registers a dose with a picture, reads the card back as an attachment, and prints what it saw.

Usage: soap-client.py HOST PORT DNI
"""
import email
import email.policy
import http.client
import sys
import xml.etree.ElementTree as tree
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
XROAD = "http://x-road.eu/xsd/xroad.xsd"
REGISTER = "http://vacunas.salud.example/registro"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8

host, port, dni = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def envelope(body):
    return (
        f'<s:Envelope xmlns:s="{SOAP}" xmlns:x="{XROAD}"><s:Header>'
        f"<x:userId>PY1</x:userId><x:id>a-1</x:id><x:protocolVersion>4.0</x:protocolVersion></s:Header>"
        f'<s:Body xmlns="{REGISTER}">{body}</s:Body></s:Envelope>'
    )


def call(content_type, body):
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.request("POST", "/vaccines", body, {"Content-Type": content_type, "SOAPAction": '""'})
    answer = connection.getresponse()
    return answer.status, email.message_from_bytes(
        b"Content-Type: " + answer.getheader("Content-Type").encode() + b"\r\n\r\n" + answer.read(), policy=email.policy.HTTP
    )


message = MIMEMultipart("related", type="text/xml", start="<root@client>")
root = MIMEText(
    envelope(
        f"<registerDose><dni>{dni}</dni><dose><code>VAR</code><number>2</number><date>2026-11-20</date>"
        f'<lot>V26-0001</lot><place>Hospital de Niños</place></dose><record href="cid:scan@client"/></registerDose>'
    ),
    "xml",
    "utf-8",
)
root.add_header("Content-ID", "<root@client>")
scan = MIMEImage(PICTURE, "png")
scan.add_header("Content-ID", "<scan@client>")
message.attach(scan)
message.attach(root)
head, _, body = message.as_bytes(policy=email.policy.HTTP).partition(b"\r\n\r\n")
content_type = email.message_from_bytes(head + b"\r\n\r\n", policy=email.policy.HTTP)["Content-Type"].replace("\r\n", "")

status, registered = call(content_type, body)
print("registered", status, [element.tag.split("}")[1] for element in tree.fromstring(registered.get_payload(decode=True))[0]])
status, card = call("text/xml; charset=utf-8", envelope(f"<vaccinationCard><dni>{dni}</dni></vaccinationCard>").encode())
xml, text = card.iter_parts()
href = tree.fromstring(xml.get_payload(decode=True)).find(f".//{{{REGISTER}}}card").get("href")
print("card", status, card.get_content_type(), text.get_content_type(), href == "cid:" + text["Content-ID"].strip("<>"))
print("dose" if "V26-0001" in text.get_content() else "no dose")
