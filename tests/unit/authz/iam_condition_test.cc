#include "unit/authz/iam_kit.h"

using namespace klamm;
using namespace klamm::test;

namespace {

using Keys = std::vector<IamContext::Key>;

// Whether a condition holds: "ALLOWED" for an Allow that has it.
std::string holds(const std::string& condition, Keys keys = {}, bool partial = false,
                  const std::string& version = "2012-10-17") {
  const std::string policy = R"({"Version":")" + version +
                             R"(","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":)" + condition +
                             "}}";
  return Ask{.identity = {policy}, .context = std::move(keys), .partial = partial}.verdict();
}
std::string one(const std::string& op, const std::string& key, const std::string& value, Keys keys = {},
                bool partial = false) {
  return holds(R"({")" + op + R"(":{")" + key + R"(":)" + value + "}}", std::move(keys), partial);
}
const std::string kYes = "ALLOWED";
const std::string kNo = "DENIED";
const std::string kMaybe = "UNKNOWN";

}  // namespace

TEST_CASE("operators, keys and values are joined by and, and, or") {
  const Keys keys = {{"aws:a", {"1"}}, {"aws:b", {"2"}}};
  CHECK(holds(R"({"StringEquals":{"aws:a":["0","1"],"AWS:B":"2"}})", keys) == kYes);
  CHECK(holds(R"({"StringEquals":{"aws:a":"1","aws:b":"3"}})", keys) == kNo);
  CHECK(holds(R"({"StringEquals":{"aws:a":"1"},"StringLike":{"aws:b":"3"}})", keys) == kNo);
  CHECK(holds(R"({"StringNotEquals":{"aws:a":["0","1"]}})", keys) == kNo);
  CHECK(holds(R"({"StringNotEquals":{"aws:a":["0","2"]}})", keys) == kYes);
  CHECK(holds("{}") == kYes);
}

TEST_CASE("strings are compared with case, without, or with wildcards") {
  CHECK(one("StringEquals", "aws:a", R"("x*")", {{"aws:a", {"x*"}}}) == kYes);
  CHECK(one("StringEquals", "aws:a", R"("x*")", {{"aws:a", {"xy"}}}) == kNo);
  CHECK(one("StringEquals", "aws:a", R"("X")", {{"aws:a", {"x"}}}) == kNo);
  CHECK(one("StringEqualsIgnoreCase", "aws:a", R"("X")", {{"aws:a", {"x"}}}) == kYes);
  CHECK(one("StringNotEqualsIgnoreCase", "aws:a", R"("X")", {{"aws:a", {"x"}}}) == kNo);
  CHECK(one("StringLike", "aws:a", R"("x*:?")", {{"aws:a", {"x:1:2"}}}) == kYes);
  CHECK(one("StringLike", "aws:a", R"("x${*}")", {{"aws:a", {"xy"}}}) == kNo);
  CHECK(one("StringNotLike", "aws:a", R"("x*")", {{"aws:a", {"yx"}}}) == kYes);
}

TEST_CASE("a key that is absent fails plain operators and meets negated ones") {
  for (const char* op : {"StringEquals", "StringLike", "StringEqualsIgnoreCase"})
    CHECK(one(op, "aws:a", R"("x")") == kNo);
  for (const char* op : {"StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase"})
    CHECK(one(op, "aws:a", R"("x")") == kYes);
  CHECK(one("NumericLessThan", "aws:a", R"("5")") == kNo);
  CHECK(one("NumericNotEquals", "aws:a", R"("5")") == kYes);
  CHECK(one("DateNotEquals", "aws:a", R"("2026-01-01")") == kYes);
  CHECK(one("Bool", "aws:a", R"("false")") == kNo);
  CHECK(one("BinaryEquals", "aws:a", R"("QQ==")") == kNo);
  CHECK(one("NotIpAddress", "aws:SourceIp", R"("10.0.0.0/8")") == kYes);
  CHECK(one("IpAddress", "aws:SourceIp", R"("0.0.0.0/0")") == kNo);
  CHECK(one("ArnNotLike", "aws:a", R"("arn:aws:iam::1:role/x")") == kYes);
  CHECK(one("StringEquals", "aws:a", R"("x")", {{"aws:a", {}}}) == kNo);
}

TEST_CASE("a Deny on a missing negated key denies") {
  const std::string denies =
      deny(R"("Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}})");
  CHECK(!Ask{.identity = {kAllowAll, denies}}.allows());
  CHECK(Ask{.identity = {kAllowAll, denies}, .context = {{"aws:SourceIp", {"10.1.2.3"}}}}.allows());
}

TEST_CASE("IfExists holds for what is absent") {
  CHECK(one("StringEqualsIfExists", "aws:a", R"("x")") == kYes);
  CHECK(one("StringEqualsIfExists", "aws:a", R"("x")", {{"aws:a", {"y"}}}) == kNo);
  CHECK(one("BoolIfExists", "aws:a", R"("true")") == kYes);
  CHECK(one("ForAnyValue:StringEqualsIfExists", "aws:a", R"("x")") == kYes);
}

TEST_CASE("ForAllValues holds for nothing, ForAnyValue does not") {
  CHECK(one("ForAllValues:StringEquals", "aws:a", R"(["x","y"])") == kYes);
  CHECK(one("ForAllValues:StringEquals", "aws:a", R"(["x","y"])", {{"aws:a", {}}}) == kYes);
  CHECK(one("ForAllValues:StringEquals", "aws:a", R"(["x","y"])", {{"aws:a", {"x", "y"}}}) == kYes);
  CHECK(one("ForAllValues:StringEquals", "aws:a", R"(["x","y"])", {{"aws:a", {"x", "z"}}}) == kNo);
  CHECK(one("ForAnyValue:StringEquals", "aws:a", R"(["x","y"])") == kNo);
  CHECK(one("ForAnyValue:StringEquals", "aws:a", R"(["x","y"])", {{"aws:a", {"x", "z"}}}) == kYes);
  CHECK(one("ForAnyValue:StringNotEquals", "aws:a", R"(["x","y"])", {{"aws:a", {"x", "z"}}}) == kYes);
  CHECK(one("ForAllValues:StringNotEquals", "aws:a", R"(["x","y"])", {{"aws:a", {"x", "z"}}}) == kNo);
  CHECK(one("ForAnyValue:StringEquals", "aws:a", R"("x")", {{"aws:a", {"x"}}}) == kYes);
}

TEST_CASE("several values without a quantifier cannot be told") {
  CHECK(one("StringEquals", "aws:a", R"("x")", {{"aws:a", {"x", "x"}}}) == kMaybe);
}

TEST_CASE("Null asks whether a key is there") {
  CHECK(one("Null", "aws:a", R"("true")") == kYes);
  CHECK(one("Null", "aws:a", R"(false)") == kNo);
  CHECK(one("Null", "aws:a", R"("false")", {{"aws:a", {"x"}}}) == kYes);
  CHECK(one("Null", "aws:a", R"(["true","false"])") == kYes);
  CHECK(one("Null", "aws:a", R"("true")", {}, true) == kMaybe);
}

TEST_CASE("a wildcard of an ARN stays in its segment, and one character is one even where it is half of a pair") {
  const Keys role = {{"aws:a", {"arn:aws:iam::111122223333:role/x:y"}}};
  CHECK(one("ArnLike", "aws:a", R"("arn:aws:*:111122223333:role/x:y")", role) == kNo);
  CHECK(one("ArnLike", "aws:a", R"("arn:aws:*::111122223333:role/x:y")", role) == kYes);
  CHECK(one("StringLike", "aws:a", R"("arn:aws:*:111122223333:role/x:y")", role) == kYes);
  const Keys lows = {{"aws:a", {"\xED\xB0\x80\xED\xB0\x80"}}};
  CHECK(one("StringLike", "aws:a", R"("?")", lows) == kNo);
  CHECK(one("StringLike", "aws:a", R"("??")", lows) == kYes);
}

TEST_CASE("numbers are exact, and what is no number cannot be told") {
  CHECK(one("NumericEquals", "aws:n", R"("10")", {{"aws:n", {"010.0"}}}) == kYes);
  CHECK(one("NumericLessThan", "aws:n", R"(10)", {{"aws:n", {"9.99999999999999999999"}}}) == kYes);
  CHECK(one("NumericLessThan", "aws:n", R"("10")", {{"aws:n", {"10"}}}) == kNo);
  CHECK(one("NumericLessThanEquals", "aws:n", R"("10")", {{"aws:n", {"10"}}}) == kYes);
  CHECK(one("NumericGreaterThan", "aws:n", R"("-2")", {{"aws:n", {"-1"}}}) == kYes);
  CHECK(one("NumericGreaterThanEquals", "aws:n", R"("-2")", {{"aws:n", {"-3"}}}) == kNo);
  CHECK(one("NumericNotEquals", "aws:n", R"("1")", {{"aws:n", {"2"}}}) == kYes);
  CHECK(one("NumericEquals", "aws:n", R"("ten")", {{"aws:n", {"10"}}}) == kMaybe);
  CHECK(one("NumericEquals", "aws:n", R"("10")", {{"aws:n", {"ten"}}}) == kMaybe);
}

TEST_CASE("dates are ISO 8601 or seconds") {
  const Keys keys = {{"aws:t", {"2026-03-01T12:00:00Z"}}};
  CHECK(one("DateLessThan", "aws:t", R"("2026-03-01T12:00:01Z")", keys) == kYes);
  CHECK(one("DateEquals", "aws:t", R"("2026-03-01T14:00:00+02:00")", keys) == kYes);
  CHECK(one("DateEquals", "aws:t", R"("1772366400")", keys) == kYes);
  CHECK(one("DateGreaterThan", "aws:t", R"("2026-03")", keys) == kYes);
  CHECK(one("DateGreaterThanEquals", "aws:t", R"("2026-03-02")", keys) == kNo);
  CHECK(one("DateLessThan", "aws:t", R"("2026-03-01T12:00:00.001Z")", keys) == kYes);
  CHECK(one("DateEquals", "aws:t", R"("2026-03-01T12:00:00.0000Z")", keys) == kYes);
  CHECK(one("DateLessThan", "aws:t", R"("2026-03-01T12:00:00.Z")", keys) == kMaybe);
  CHECK(one("DateEquals", "aws:t", R"("2026-03-01T11:59:60Z")", keys) == kYes);
  CHECK(one("DateEquals", "aws:t", R"("2026-03-01T11:59:61Z")", keys) == kMaybe);
  CHECK(one("DateLessThan", "aws:t", R"("soon")", keys) == kMaybe);
  CHECK(one("DateLessThan", "aws:t", R"("2026-02-29")", keys) == kMaybe);
}

TEST_CASE("the clock answers where the context does not") {
  const std::string until =
      allow(R"("Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}})");
  const std::string arn = std::string(kTopics) + "orders";
  const Ask ask{.identity = {until}};
  CHECK(ask.decide("ReadData", arn, IamDoubt::kStrict, 1'780'000'000).allowed);   // 2026-05-28
  CHECK(!ask.decide("ReadData", arn, IamDoubt::kStrict, 1'790'000'000).allowed);  // 2026-09-21
  const std::string midnight =
      allow(R"("Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}})");
  CHECK(Ask{.identity = {midnight}}.decide("ReadData", arn, IamDoubt::kStrict, 1'780'272'000).allowed);
  CHECK(!Ask{.identity = {midnight}}.decide("ReadData", arn, IamDoubt::kStrict, 1'780'272'001).allowed);
  const Ask given{.identity = {until}, .context = {{"aws:CurrentTime", {"2027-01-01"}}}};
  CHECK(!given.decide("ReadData", arn, IamDoubt::kStrict, 0).allowed);
  const std::string epoch =
      allow(R"("Action":"*","Resource":"*","Condition":{"NumericLessThan":{"aws:EpochTime":"1000"}})");
  CHECK(Ask{.identity = {epoch}}.decide("ReadData", arn, IamDoubt::kStrict, 999).allowed);
  CHECK(!Ask{.identity = {epoch}}.decide("ReadData", arn, IamDoubt::kStrict, 1000).allowed);
}

TEST_CASE("addresses lie in ranges of both families, IPv4 in IPv6 being IPv4") {
  const auto in = [](const std::string& range, const std::string& address) {
    return one("IpAddress", "aws:SourceIp", "\"" + range + "\"", {{"aws:SourceIp", {address}}});
  };
  CHECK(in("10.0.0.0/8", "10.255.0.1") == kYes);
  CHECK(in("10.0.0.77/8", "10.255.0.1") == kYes);
  CHECK(in("10.0.0.1", "10.0.0.1") == kYes);
  CHECK(in("10.0.0.1", "10.0.0.2") == kNo);
  CHECK(in("0.0.0.0/0", "0.0.0.0") == kYes);
  CHECK(in("2001:db8::/32", "2001:db8:1::1") == kYes);
  CHECK(in("2001:db8::/32", "10.0.0.1") == kNo);
  CHECK(in("10.0.0.0/8", "::ffff:10.0.0.1") == kYes);
  CHECK(in("::ffff:10.0.0.0/104", "10.0.0.1") == kYes);
  CHECK(in("10.0.0.0/33", "10.0.0.1") == kMaybe);
  CHECK(in("10.0.0.0/8", "localhost") == kMaybe);
  CHECK(one("NotIpAddress", "aws:SourceIp", R"(["10.0.0.0/8","11.0.0.0/8"])", {{"aws:SourceIp", {"11.0.0.1"}}}) == kNo);
}

TEST_CASE("truth values and bytes are compared by what they mean") {
  CHECK(one("Bool", "aws:SecureTransport", "true", {{"aws:SecureTransport", {"True"}}}) == kYes);
  CHECK(one("Bool", "aws:SecureTransport", R"("FALSE")", {{"aws:SecureTransport", {"true"}}}) == kNo);
  CHECK(one("Bool", "aws:SecureTransport", R"("yes")", {{"aws:SecureTransport", {"true"}}}) == kMaybe);
  CHECK(one("BinaryEquals", "aws:k", R"("QUJD")", {{"aws:k", {"QUJD"}}}) == kYes);
  CHECK(one("BinaryEquals", "aws:k", R"("QUJD")", {{"aws:k", {"QUJE"}}}) == kNo);
  CHECK(one("BinaryEquals", "aws:k", R"("QUJ")", {{"aws:k", {"QUJD"}}}) == kMaybe);
}

TEST_CASE("ARNs are compared segment by segment, equals and like alike") {
  const Keys keys = {{"aws:x", {"arn:aws:iam::111122223333:role/team/app:v1"}}};
  for (const char* op : {"ArnLike", "ArnEquals"}) {
    CHECK(one(op, "aws:x", R"("arn:aws:iam::*:role/*")", keys) == kYes);
    CHECK(one(op, "aws:x", R"("arn:*:role/*:*:*:*")", keys) == kNo);
    CHECK(one(op, "aws:x", R"("arn:aws:*:111122223333:x:role/*")", keys) == kNo);
    CHECK(one(op, "aws:x", R"("arn:aws:iam::11112222333?:role/team/app:v1")", keys) == kYes);
    CHECK(one(op, "aws:x", R"("*")", keys) == kMaybe);
  }
  CHECK(one("ArnNotLike", "aws:x", R"("arn:aws:iam::*:user/*")", keys) == kYes);
  CHECK(one("StringLike", "aws:x", R"("arn:*:role/*")", keys) == kYes);
}

TEST_CASE("a session has its role's ARN, a user his own") {
  const std::string role = R"("arn:aws:iam::111122223333:role/app")";
  CHECK(one("ArnEquals", "aws:PrincipalArn", role) == kYes);
  CHECK(one("StringEquals", "aws:PrincipalAccount", R"("111122223333")") == kYes);
  CHECK(one("StringEquals", "aws:PrincipalType", R"("AssumedRole")") == kYes);
  CHECK(one("StringEquals", "aws:ResourceAccount", R"("111122223333")") == kYes);
  CHECK(one("StringEquals", "aws:RequestedRegion", R"("eu-west-1")") == kYes);
  CHECK(one("Null", "aws:username", R"("true")") == kYes);
  CHECK(one("ArnEquals", "aws:PrincipalArn", role, {{"aws:PrincipalArn", {"arn:aws:iam::111122223333:role/x/app"}}}) ==
        kNo);
}

TEST_CASE("tags of the cluster are asked where the request names the cluster, and nowhere else") {
  const std::string tagged =
      allow(R"("Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/env":"prod"}})");
  const Ask ask{.identity = {tagged}, .context = {{"aws:ResourceTag/env", {"prod"}}}};
  CHECK(ask.decide("Connect", kCluster).allowed);
  CHECK(!ask.allows());
}

TEST_CASE("variables stand in values of strings and ARNs, without one a plain operator fails and a negated one holds") {
  const Keys keys = {{"aws:PrincipalTag/team", {"red"}}, {"aws:x", {"red"}}};
  CHECK(one("StringEquals", "aws:x", R"("${aws:PrincipalTag/team}")", keys) == kYes);
  CHECK(one("StringEquals", "aws:x", R"("${aws:PrincipalTag/none}")", keys) == kNo);
  CHECK(one("StringNotEquals", "aws:x", R"("${aws:PrincipalTag/none}")", keys) == kYes);
  CHECK(one("StringEquals", "aws:x", R"("${aws:PrincipalTag/none, 'red'}")", keys) == kYes);
  CHECK(one("StringEqualsIgnoreCase", "aws:x", R"("${aws:PrincipalTag/team}")",
            {{"aws:PrincipalTag/team", {"RED"}}, {"aws:x", {"red"}}}) == kYes);
  CHECK(holds(R"({"StringEquals":{"aws:x":"${aws:PrincipalTag/team}"}})", keys, false, "2008-10-17") == kNo);
  CHECK(one("NumericEquals", "aws:n", R"("${aws:n}")", {{"aws:n", {"1"}}}) == kMaybe);
  CHECK(one("StringLike", "aws:x", R"("${aws:m}")", {{"aws:m", {"a", "b"}}, {"aws:x", {"a"}}}) == kMaybe);
}

TEST_CASE("with a partial context what is not given is unknown: a Deny fires, an Allow does not") {
  CHECK(one("StringEquals", "aws:a", R"("x")", {}, true) == kMaybe);
  CHECK(one("StringNotEquals", "aws:a", R"("x")", {}, true) == kMaybe);
  CHECK(one("StringEqualsIfExists", "aws:a", R"("x")", {}, true) == kMaybe);
  CHECK(one("StringEquals", "aws:a", R"("x")", {{"aws:a", {"x"}}}, true) == kYes);
  const std::string denies =
      deny(R"("Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}})");
  CHECK(Ask{.identity = {kAllowAll, denies}, .partial = true}.verdict() == kMaybe);
  CHECK(!Ask{.identity = {kAllowAll, denies}, .partial = true}.allows());
  CHECK(Ask{.identity = {kAllowAll, denies}}.allows());
  CHECK(Ask{.identity = {kAllowAll}, .context = {{"aws:a", {}, false}}}.verdict() == kYes);
}
