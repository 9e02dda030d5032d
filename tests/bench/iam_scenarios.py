"""iam_scenarios.py FOLDER: the questions that `./dev bench iam` asks of both sides, as cases of `klamm can --cases`, one a file."""

import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
BASE = "arn:aws:kafka:eu-west-1:111122223333:{}/prod/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-7"
TOPIC = BASE.format("topic") + "/"
CONTEXT = {"aws:SourceIp": "10.1.2.3", "aws:SecureTransport": "true", "aws:PrincipalTag/team": "red", "aws:SourceVpce": "vpce-1"}


def policies(statements):
    """Managed policies as large as AWS has them."""
    documents = [[]]
    for statement in statements:
        size = len(json.dumps(documents[-1] + [statement], separators=(",", ":")))
        if size > 6000:
            documents.append([])
        documents[-1].append(statement)
    return [{"Version": "2012-10-17", "Statement": each} for each in documents]


def allow(actions, resource, condition=None):
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
    return statement if condition is None else statement | {"Condition": condition}


def literal(number):
    return allow(["kafka-cluster:ReadData", "kafka-cluster:DescribeTopic"], f"{TOPIC}orders-{number}" + ("-*" if number % 2 else ""))


def wild(number):
    condition = [{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"StringEquals": {"aws:PrincipalTag/team": "red"}},
                 {"Bool": {"aws:SecureTransport": "true"}}][number % 3]
    return allow("kafka-cluster:*Data", f"arn:aws:kafka:*:*:topic/*/*-events-{number}" + ("*" if number % 2 else ""), condition)


def deny(number):
    return {"Effect": "Deny", "Action": "kafka-cluster:*", "Resource": f"arn:aws:kafka:*:*:topic/*/*-secret-{number}"}


fifty = [literal(number) for number in range(40)] + [wild(number) for number in range(8)] + [deny(number) for number in range(2)]
large = [literal(number) for number in range(400)] + [wild(number) if number % 8 else deny(number) for number in range(400)]
QUESTIONS = {
    "50-literal": (fifty, "kafka-cluster:ReadData", TOPIC + "orders-20"),
    "50-star": (fifty, "kafka-cluster:WriteData", TOPIC + "a-events-7-x"),
    "50-nothing": (fifty, "kafka-cluster:ReadData", TOPIC + "payments"),
    "800-literal": (large, "kafka-cluster:ReadData", TOPIC + "orders-200"),
    "800-star": (large, "kafka-cluster:WriteData", TOPIC + "a-events-333-x"),
    "800-nothing": (large, "kafka-cluster:ReadData", TOPIC + "payments"),
    "800-denied": (large, "kafka-cluster:ReadData", TOPIC + "b-secret-96"),
}
for name, (statements, action, resource) in QUESTIONS.items():
    question = {"name": name, "principal": "arn:aws:sts::111122223333:assumed-role/app/s1", "operation": action, "resource": resource,
                "context": CONTEXT, "iam": policies(statements)}
    (folder / f"{name}.json").write_text(json.dumps(question))
