#include <algorithm>

#include "base/quote.h"
#include "model/iam_reading.h"

namespace klamm {
namespace {

using Kind = IamPrincipalText::Kind;

bool is_account(std::string_view text) {
  return text.size() == 12 &&
         std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
}

// What is stored in place of a principal that was deleted.
bool is_unique_id(std::string_view text) {
  return text.size() >= 16 && text[0] == 'A' && std::all_of(text.begin(), text.end(), [](char byte) {
           return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
         });
}

IamPrincipalText read_aws(const IamJson& json, const IamText& written) {
  IamPrincipalText principal{Kind::kOther, written.text, written.span};
  if (written.text == "*") {
    principal.kind = Kind::kAny;
  } else if (is_account(written.text)) {
    principal.kind = Kind::kAccount;
  } else if (auto parsed = parse_iam_principal(written.text); parsed && written.text.starts_with("arn:")) {
    principal.kind = parsed->kind == IamPrincipal::Kind::kRoot ? Kind::kAccount : Kind::kArn;
    if (principal.kind == Kind::kAccount) principal.text = parsed->account;
  } else if (is_unique_id(written.text)) {
    json.suspect(written.span,
                 in_backticks(written.text) + " is the id of a principal that was deleted: it matches nobody");
  } else if (written.text.starts_with("arn:")) {
    const bool wild = written.text.find_first_of("*?") != std::string::npos;
    json.suspect(written.span, in_backticks(written.text) +
                                   (wild ? " holds a wildcard, which principals do not have: it matches nobody"
                                         : " is no user, role, session or account: it matches nobody"));
  } else {
    json.refuse(written.span, in_backticks(written.text) + " is no principal: an account's number, an ARN or `*`");
  }
  return principal;
}

}  // namespace

std::vector<IamPrincipalText> read_iam_principals(const IamJson& json, NodeId id) {
  std::vector<IamPrincipalText> principals;
  if (json.is(id, NodeKind::kString)) {
    if (const std::string text = json.value(id); json.holed(text)) {
      principals.push_back({Kind::kHole, text, json.place(json.node(id).value_span)});
      return principals;
    }
    if (json.value(id) != "*")
      json.refuse(json.node(id).value_span, "a principal that is not `*` needs its kind, as in {\"AWS\": …}");
    principals.push_back({Kind::kAny, "*", json.place(json.node(id).value_span)});
    return principals;
  }
  if (!json.is_object(id, "a principal")) return principals;
  for (NodeId kind = json.node(id).first_child; kind != kNoNode; kind = json.node(kind).next) {
    const std::string name = json.key(kind);
    if (json.holed(name)) {
      principals.push_back({Kind::kHole, "${unknown}", json.place(json.node(kind).value_span)});
      continue;
    }
    const bool other = name == "Service" || name == "Federated" || name == "CanonicalUser";
    if (name != "AWS" && !other) {
      json.refuse(json.node(kind).key_span, "no kind of principal " + in_backticks(name));
      continue;
    }
    for (const IamText& written : json.texts(kind, "a principal")) {
      if (!other && written.holes) {
        principals.push_back({Kind::kHole, written.text, written.span});
        continue;
      }
      principals.push_back(other ? IamPrincipalText{Kind::kOther, written.text, written.span}
                                 : read_aws(json, written));
    }
  }
  if (principals.empty()) json.refuse(json.node(id).value_span, "no principal");
  return principals;
}

}  // namespace klamm
