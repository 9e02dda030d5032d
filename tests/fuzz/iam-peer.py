"""iam-peer.py generate FILE COUNT SEED: random cases of `klamm can --cases`.
iam-peer.py compare CASES OURS PEER: our answers beside the peer's; ends with 1 if one differs for no reason in docs/iam-semantics.md, section 8."""

import collections
import json
import random
import re
import sys

PREFIX = "arn:aws:kafka:eu-west-1:111122223333:"
TYPES = {"ReadData": "topic", "WriteData": "topic", "DescribeTopic": "topic", "AlterGroup": "group", "Connect": "cluster", "AlterTransactionalId": "transactional-id"}
PRINCIPALS = ["arn:aws:sts::111122223333:assumed-role/app/s1", "arn:aws:iam::111122223333:user/ann", "arn:aws:sts::444455556666:assumed-role/app/s1"]
NAMED = PRINCIPALS + ["111122223333", "444455556666", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/app",
                      "arn:aws:iam::444455556666:role/app", "*"]
ACTIONS = ["*", "kafka-cluster:*", "kafka-cluster:*", "kafka-cluster:Read*", "KAFKA-cluster:readdata", "kafka-cluster:*Data", "kafka-cluster:Connect", "s3:*", "kafka:*", "kafka-cluster:?lter*"]
NAMES = ["orders", "orders-1", "o", "a/b", "a:b", "red-1"]
PARTS = ["orders", "*", "o*", "?", "orders-?", "a/*", "*b", "${aws:PrincipalTag/team}-*", "${aws:PrincipalTag/none, 'orders'}*", "${aws:PrincipalTag/none}*", "${aws:username}*"]
CONDITIONS = [
    lambda r: (r.choice(["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"]), "aws:SourceIdentity", r.choice(["a", "A", "a*", ["a", "b"], "${aws:PrincipalTag/team}"])),
    lambda r: (r.choice(["IpAddress", "NotIpAddress"]), "aws:SourceIp", r.choice(["10.0.0.0/8", "10.1.2.3", ["192.0.2.0/24", "2001:db8::/32"]])),
    lambda r: ("Bool", "aws:SecureTransport", r.choice(["true", "false"])),
    lambda r: (r.choice(["NumericLessThan", "NumericEquals", "NumericGreaterThanEquals", "NumericNotEquals"]), "aws:MultiFactorAuthAge", r.choice(["10", "300"])),
    lambda r: (r.choice(["DateLessThan", "DateGreaterThan"]), "aws:TokenIssueTime", r.choice(["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"])),
    lambda r: (r.choice(["ArnLike", "ArnNotLike", "ArnEquals"]), "aws:PrincipalArn", r.choice(["arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:user/ann", "arn:*:iam::*:*"])),
    lambda r: ("Null", "aws:SourceIdentity", r.choice(["true", "false"])),
    lambda r: (r.choice(["ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAnyValue:StringNotEquals"]), "aws:PrincipalOrgPaths", r.choice([["a", "b"], ["a*"]])),
]


def resource(r):
    if r.random() < 0.4:
        return r.choice(["*", "*", "arn:aws:kafka:*:*:*", "arn:aws:kafka:eu-*:111122223333:topic/*", "arn:aws:kafka:*:*:group/*"])
    kind = r.choice(["topic", "topic", "group", "cluster", "transactional-id"])
    cluster = r.choice(["prod/0a1b-7", "prod/0a1b-7", "prod/*", "p*/0a1b-7"])
    return PREFIX + kind + "/" + cluster + ("" if kind == "cluster" else "/" + r.choice(PARTS))


def statement(r, cluster):
    made = {"Effect": "Deny" if r.random() < 0.2 else "Allow"}
    made["NotAction" if r.random() < 0.08 else "Action"] = r.choice(ACTIONS) if r.random() < 0.6 else r.sample(ACTIONS, 2)
    made["NotResource" if r.random() < 0.08 else "Resource"] = resource(r) if r.random() < 0.5 else [resource(r), resource(r)]
    if r.random() < 0.4:
        made["Condition"] = {}
        for _ in range(r.choice([1, 1, 2])):
            operator, key, value = r.choice(CONDITIONS)(r)
            if operator != "Null" and r.random() < 0.15:
                operator += "IfExists"
            made["Condition"].setdefault(operator, {})[key] = value
    if cluster:
        named = r.choice(NAMED)
        made["Principal"] = "*" if named == "*" else {"AWS": r.choice([named, [named, r.choice(NAMED[:-1])]])}
    return made


def policy(r, cluster=False):
    return {"Version": "2012-10-17" if r.random() < 0.9 else "2008-10-17", "Statement": [statement(r, cluster) for _ in range(r.randint(1, 4))]}


def case(r, number):
    action = r.choice(list(TYPES))
    kind = TYPES[action]
    asked = {"name": str(number), "principal": r.choice(PRINCIPALS), "operation": "kafka-cluster:" + action,
             "resource": PREFIX + kind + "/prod/0a1b-7" + ("" if kind == "cluster" else "/" + r.choice(NAMES)), "context": {}}
    values = {"aws:SourceIdentity": ["a", "b", "red"], "aws:SourceIp": ["10.1.2.3", "192.0.2.1", "2001:db8::1"], "aws:SecureTransport": ["true", "false"],
              "aws:MultiFactorAuthAge": ["10", "299"], "aws:TokenIssueTime": ["2026-06-01T00:00:00Z"], "aws:PrincipalTag/team": ["red", "orders"],
              "aws:PrincipalOrgPaths": [["a"], ["a", "c"], ["b"]]}
    for key, some in values.items():
        if r.random() < 0.6:
            asked["context"][key] = r.choice(some)
    # What follows from the principal: the peer derives less than we do.
    user = ":user/" in asked["principal"]
    account = asked["principal"].split(":")[4]
    asked["context"]["aws:PrincipalArn"] = asked["principal"] if user else f"arn:aws:iam::{account}:role/app"
    asked["context"]["aws:PrincipalAccount"] = account
    if user:
        asked["context"]["aws:username"] = "ann"
    asked["iam"] = [policy(r) for _ in range(r.choice([0, 1, 2, 2]))]
    if r.random() < 0.5:
        asked["cluster_policy"] = policy(r, True)
    if r.random() < 0.2:
        asked["boundary"] = policy(r)
    if r.random() < 0.2 and not user:
        asked["session_policy"] = policy(r)
    if r.random() < 0.2:
        asked["scps"] = [[policy(r), policy(r)], [policy(r)]][: r.choice([1, 2])]
    return asked


def every_policy(asked):
    yield from asked["iam"]
    for name in ("cluster_policy", "boundary", "session_policy"):
        if name in asked:
            yield asked[name]
    for level in asked.get("scps", []):
        yield from level


def reason(asked, ours, theirs):
    """Why the answers may differ; None: nobody has explained it."""
    old = [each for each in every_policy(asked) if each["Version"] == "2008-10-17"]
    if any("${" in json.dumps(each) for each in old):
        return "8.1 variables under the old version"
    if any("${" in json.dumps(each["NotResource"]) for whole in every_policy(asked) for each in whole["Statement"] if "NotResource" in each):
        return "8.2 NotResource with a variable"
    if re.search(r'"ForAnyValue:[A-Za-z]*IfExists"', json.dumps(list(every_policy(asked)))):
        return "8.3 ForAnyValue with IfExists"
    if re.search(r'"(ForA[a-z]*Values?:)?(String|Arn)Not[A-Za-z]*": \{[^}]*"\$\{', json.dumps(list(every_policy(asked)))):
        return "8.4 a negated operator of a variable"
    if ":" in asked["context"].get("aws:SourceIp", "") and '"NotIpAddress' in json.dumps(list(every_policy(asked))):
        return "8.5 NotIpAddress of the other family"
    if "session_policy" in asked and asked["principal"] in json.dumps(asked.get("cluster_policy", {})):
        return "8.6 a session by name, and a session policy"
    return None


if sys.argv[1] == "generate":
    source = random.Random(int(sys.argv[4]))
    cases = [case(source, number) for number in range(int(sys.argv[3]))]
    with open(sys.argv[2], "w") as file:
        json.dump(cases, file)
else:
    asked_of = json.load(open(sys.argv[2]))
    ours = [each["decision"] for each in json.load(open(sys.argv[3]))]
    theirs = open(sys.argv[4]).read().splitlines()
    assert len(asked_of) == len(ours) == len(theirs)
    verdicts, reasons, unexplained = collections.Counter(), collections.Counter(), []
    for asked, mine, other in zip(asked_of, ours, theirs):
        verdicts[mine] += 1
        if mine == other:
            continue
        why = reason(asked, mine, other)
        reasons[why] += 1
        if why is None:
            unexplained.append((asked, mine, other))
    print(f"{len(ours)} cases: {dict(verdicts)}; differ: {dict(reasons) or 'none'}")
    for asked, mine, other in unexplained[:3]:
        print(f"ours {mine}, the peer's {other}: {json.dumps(asked)}")
    sys.exit(1 if unexplained else 0)
