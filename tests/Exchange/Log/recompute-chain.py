# Recomputes the chains of a message log as docs/operate/message-log.md tells them: sqlite3 and hashlib alone.
import hashlib, sqlite3, struct, sys

def number(n):
    return struct.pack(">q", n)

def field(x):
    if x is None:
        return struct.pack(">i", -1)
    x = x.encode() if isinstance(x, str) else x
    return struct.pack(">i", len(x)) + x

def sha256(x):
    return hashlib.sha256(x).digest()

log = sqlite3.connect(sys.argv[1])
opening, records = bytes(32), 0
for chain, opened_at, stated, last_number, last_link in log.execute("SELECT id, opened_at, opening, last_number, last_link FROM exchange_log_chains ORDER BY id"):
    opening = sha256(b"cabildo-log-chain-1" + field(opening) + number(chain) + number(opened_at))
    assert opening == stated, f"chain {chain} does not begin as it must"
    link, count = opening, 0
    for row in log.execute(
        "SELECT r.number, r.time, r.kind, r.at_consumer, r.message_id, r.request_id, r.client, r.provider, r.service, r.version, r.message, r.attachments, r.hash_chain, s.xml, s.result, r.body, r.data_key, r.link "
        "FROM exchange_log_records r JOIN exchange_log_signatures s ON s.chain = r.chain AND s.number = r.signature WHERE r.chain = ? ORDER BY r.number", (chain,)):
        n, time, kind, side, *texts, message, attachments, branch, xml, result, body, key, stated = row
        content = sha256(
            b"cabildo-log-record-1" + number(time) + number(kind) + number(side) + b"".join(map(field, texts)) + field(sha256(message)) + field(attachments)
            + field(branch) + field(hashlib.sha512(xml).digest()) + field(result) + field(body) + field(key))
        count += 1
        assert n == count, f"record {count} of chain {chain} is missing"
        link = sha256(link + number(chain) + number(n) + content)
        assert link == stated, f"record {n} of chain {chain} was changed"
    assert (count, link) == (last_number, last_link), f"chain {chain} does not end as it must"
    records += count
print(f"{records} records hold")
