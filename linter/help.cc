// The pages of `klamm help`: each fits a screen of 24 lines and 80 columns.
#include <fmt/format.h>

#include "klamm/report.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/suggest.h"

namespace klamm::cli {
namespace {

struct Page {
  std::string_view command;
  std::string_view text;
};

constexpr Page kPages[] = {
    {"", R"(klamm keeps Apache Kafka at least privilege: it reads configurations and says
what is wrong, where, why, and how to mend it.

usage: klamm COMMAND ...

  lint PATH...     lint files and folders (`-`: standard input)
  show FILE        what klamm understood of a file: effective values, listeners
  can ...          whether IAM lets a principal do something on MSK, and why
  audit ...        a running cluster, as it says of itself
  drift FILE... S  files against a snapshot of the running cluster
  policy test F    IAM policies against a file of cases
  practices PATH   MSK's security practices, judged cluster by cluster
  explain ID...    what a rule says, why, and how to mend what it finds
  rules            all rules; `rules test DIR` proves rules of your own
  help [COMMAND]   this page, or that of a command
  version          the version of this program

examples:
  klamm lint server.properties
  klamm lint --format sarif --output klamm.sarif --fail-on medium config/

exit status: 0 clean, 1 findings at or over --fail-on, 2 bad usage or unreadable
input, 3 internal error; the same for every format.
)"},
    {"audit", R"(usage: klamm audit --bootstrap-server HOST:PORT [FLAG]...
Asks a running cluster for its brokers' configurations, topics, groups and ACLs
(klamm-live does, beside this program), and lints what it says.

  --bootstrap-server HOST:PORT[,HOST:PORT]...
  --command-config FILE   client.properties, as Kafka's own tools take it
  -X KEY=VALUE            a setting of librdkafka's own; may repeat
  --timeout SECONDS       for everything (default: 15)
  --probe-anonymous       also try to get in without any credentials
  --save FILE             keep the snapshot; `klamm lint FILE` reads it again
  and the flags of `klamm lint`: --format, --output, --fail-on, --profile ...

What the login may not see is said to be unknown, never to be sound. Secrets are
not in the snapshot: brokers do not tell them.

exit status: as of lint; 2 if nobody answered
)"},
    {"drift", R"(usage: klamm drift [--format text|json] FILE... SNAPSHOT
Compares server.properties with the broker that runs, key by key: which value is
in effect, who set it, and what reconciles the two. A file is its broker's by
node.id; one without is compared with every broker.

  klamm audit --bootstrap-server broker1:9092 --save live.json
  klamm drift server.properties live.json

exit status: 0 no drift, 1 drift, 2 bad usage or unreadable input
)"},
    {"lint", R"(usage: klamm lint [FLAG]... PATH...      (`-`: standard input)
  --format F         text json sarif junit github codeclimate; repeat for more
  --output FILE      where the --format before it goes (`-`: standard output)
  --fail-on S        critical, high (default), medium, low, info or never
  --unknown MODE     what a file leaves open: ignore, warn (default) or fail
  --profile NAME     which rules are on: baseline (default), strict, all ...
  --select IDS, --ignore IDS   only these, or not these: ids, names, families
  --rules DIR        rules of your own, besides those built in
  --kafka-version V  judge for this version (default: newest, 3.9 of ZooKeeper)
  --upgrade-to V     what breaks or changes from --kafka-version to V, alone
  --baseline FILE    hides known findings; --write-baseline FILE makes one,
                     --ratchet fails when that could be shorter
  --no-inline        comments ignore nothing; --require-reason wants reasons
  --as KIND   server-properties, msk-configuration (--msk-kind standard, express
       or serverless) or iam-policy (--iam-layer L, --iam-cluster ARN)
  --rendered         templates are filled in: a placeholder is plain text
  --diff / --fix     show what can be mended as a diff, or write it to files;
                     --unsafe-fixes: also what changes how the node behaves
  --quiet one line for each finding; --verbose each unknown, skipped files
  --color WHEN (auto always never), --threads N, --max-bytes N (default: 64M)
  --stdin-name PATH  what standard input is called; --today DAY: what is over
A klamm.toml above may set kafka-version, profile, select, ignore, fail-on,
rules, parameters, msk-kind, iam-layer, iam-cluster. Flags win.
example: klamm lint --fail-on medium --format github config/
)"},
    {"show", R"(usage: klamm show [FLAG]... FILE      (`-`: standard input)

What klamm understood of a file: the effective value of each key, for each
listener, and where it comes from (a line of the file, or a default).

  --format F         text (default) or json
  --raw              keys and values as parsed, in the order of the file
  --reveal           with --raw: do not mask secrets
  --kafka-version V  the defaults of this version
  --as KIND          do not guess what the file is: server-properties
  --rendered         templates are filled in: a placeholder is plain text

examples:
  klamm show server.properties
  klamm show --raw --format json server.properties
)"},
    {"rules", R"(usage: klamm rules [FLAG]...
       klamm rules [FLAG]... test DIR

Lists the rules, or proves the rules in DIR by their own examples: each bad one
gives its finding at its place, each good one gives none, and no operator of the
logic can be flipped without an example that notices.

  --format F   of the list: text (default), json or markdown
  --rules DIR  rules of your own, besides those built in

examples:
  klamm rules --format markdown > rules.md
  klamm rules test our-rules/

exit status of the test: 0 all hold, 1 some do not, 2 they cannot be read.
)"},
    {"can", R"(usage: klamm can --principal ARN --operation OP --resource R --iam PATH...
       klamm can --cases FILE.json

Whether MSK would let the principal do it, decided offline, and which statement
decides. OP is kafka-cluster:ACTION or Kafka's (READ); R an ARN or TYPE:NAME.

  --iam PATH...          identity policies: JSON, folders, account dumps
  --cluster-policy FILE  the cluster's policy; also --boundary, --scp, --rcp,
                         --session-policy
  --iam-cluster ARN      the cluster, for TYPE:NAME
  --context KEY=VALUE    of the request; again for another value of a key
  --tag KEY=VALUE        of the principal
  --partial-context      a key that is not given is unknown, not absent
  --cases FILE           a list of questions with policies; answers in JSON
  --format F             text (default) or json

example:
  klamm can --principal arn:aws:iam::111122223333:role/app --operation READ \
    --resource topic:orders --iam app.json --iam-cluster arn:aws:kafka:...

exit status: 0 allowed, 1 denied or unknown, 2 bad usage or a refused policy.
)"},
    {"policy", R"(usage: klamm policy test [FLAG]... FILE.toml

Asks what the cases of the file ask, and compares with what they expect. The
file names the policies; docs/iam.md has its keys.

  --format F      text (default), json or junit
  --output FILE   instead of standard output
  --coverage      statements that no case touches, too

example: klamm policy test orders.toml

  [[case]]
  name = "orders may be read"
  operation = "READ"
  resource = "topic:orders"
  expect = "ALLOWED"

exit status: 0 all as expected, 1 some are not, 2 they cannot be read.
)"},
    {"practices", R"(usage: klamm practices [FLAG]... PATH...      (`-`: standard input)
       klamm practices --collect > collect.sh

Judges each cluster in the inputs by 19 security practices: met, partly, not
met, not judged (and the AWS command that would settle it), attested, overdue.
Inputs: Terraform, plans, CloudFormation, answers of `aws kafka`, IAM policies;
server.properties and snapshots stand for self-managed clusters.

  --attestations FILE  what people signed for (TOML; docs/practices.md)
  --format F           text (default), json, markdown or html
  --fail-on V          not-met, overdue (those two) or never (default)
  --output FILE        instead of standard output
  --today DAY          the day that it is judged on
  --collect            prints a script of AWS commands, which only read

example: klamm practices --format html --output practices.html infra/

exit status: 0 judged, 1 by --fail-on, 2 bad usage or unreadable input.
)"},
    {"explain", R"(usage: klamm explain [FLAG]... ID...

What a rule says, why it matters, how to mend what it finds, with an example of
what is wrong and of what is right. ID is a rule's id, former id or name.

  --rules DIR  rules of your own, besides those built in

example: klamm explain KL010
)"},
    {"help", R"(usage: klamm help [COMMAND]

The page of a command; the same as `klamm COMMAND --help`.

example: klamm help lint
)"},
    {"version", R"(usage: klamm version

The version of this program, its number of rules, and the versions of Kafka that
it knows. The same as `klamm --version`.

example: klamm version
)"},
};

}  // namespace

std::string_view help_page(std::string_view command) {
  for (const Page& page : kPages) {
    if (page.command == command) return page.text;
  }
  return {};
}

int print(std::string_view text) {
  Output output = Output::standard_output();
  output.buffer() = text;
  if (auto closed = output.close(); !closed) {
    complain(closed.error().message);
    return kUsage;
  }
  return kClean;
}

std::string none_of_ours(std::string_view path) {
  return fmt::format("`{}`: no configuration that klamm knows; --as server-properties reads it all the same", path);
}

int refuse_usage(std::string_view command, const Error& error) {
  complain(error.message);
  complain(command.empty() ? "try `klamm help`" : fmt::format("try `klamm help {}`", command));
  return kUsage;
}

int help_command(const Words& words) {
  if (words.empty()) return print(help_page(""));
  std::string_view page = help_page(words[0]);
  if (!page.empty() && words.size() == 1) return print(page);
  return refuse_usage("", {fmt::format("help: no command `{}`", words[0])});
}

int version_command(const Words& words) {
  if (!words.empty()) return refuse_usage("version", {"version: takes nothing"});
  return print(fmt::format("klamm {} ({} rules, Kafka {} to {})\n", program_version(), Pack::builtin().rule_count(),
                           kOldestKafka.text(), kNewestKafka.text()));
}

}  // namespace klamm::cli
