// klamm.iam.principals: docs/iam.md, "In a broker".
#include <algorithm>

#include "base/iam_arn.h"
#include "base/quote.h"
#include "model/iam_roster.h"

namespace klamm {
namespace {

bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         std::string_view("_+=,.@-").find(byte) != std::string_view::npos;
}

// Of a user, role or session: 64 characters at most.
bool is_name(std::string_view text, size_t least) {
  return text.size() >= least && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_name_byte);
}

// A table of principals, before it is known who can be played.
struct Draft {
  std::string principal;
  const toml::table* table = nullptr;
  toml::source_region place;
  std::vector<IamPolicy> session;
};

class PrincipalsReader {
 public:
  PrincipalsReader(const std::string& file, const IamCluster& cluster, IamLibrary& library, IamRoster& roster,
                   IamRefusals& refusals)
      : file_(file), cluster_(cluster), library_(library), roster_(roster), refusals_(refusals) {}

  void read(const toml::table& table) {
    for (auto&& [key, node] : table) read_key(key, node);
    library_.read_dumps(roster_.identities);
    index_identities();
    for (const Draft& draft : drafts_) resolve(draft);
  }

 private:
  void wrong(const toml::source_region& place, std::string_view message) { refusals_.add(file_, place, message); }
  void no_key(const toml::key& key, std::string_view known) {
    wrong(key.source(), "no key " + in_backticks(key.str()) + " here; there are " + std::string(known));
  }

  void read_key(const toml::key& key, const toml::node& node) {
    if (key == "principals")
      return each_table(node, [this](const auto& name, const toml::table& table) { read_part(name, table); });
    if (key == "roles" || key == "users") {
      const bool role = key == "roles";
      return each_table(node,
                        [this, role](const auto& name, const toml::table& table) { read_identity(name, table, role); });
    }
    if (key == "cluster-policy") return attach(node, IamLayer::kCluster, roster_.cluster);
    if (key == "scps") return attach_levels(node, IamLayer::kScp, roster_.scps);
    if (key == "rcps") return attach_levels(node, IamLayer::kRcp, roster_.rcps);
    if (key == "cluster-tags") return texts(node, roster_.cluster_tags);
    no_key(key, "principals, roles, users, cluster-policy, cluster-tags, scps, rcps");
  }

  template <class Visit>
  void each_table(const toml::node& node, Visit visit) {
    const toml::table* tables = node.as_table();
    if (tables == nullptr) return wrong(node.source(), "tables are wanted here");
    for (auto&& [name, each] : *tables) {
      if (const toml::table* table = each.as_table()) {
        visit(name, *table);
      } else {
        wrong(each.source(), "a table is wanted here");
      }
    }
  }

  bool text(const toml::node& node, std::string& to) {
    if (const auto* value = node.as_string()) {
      to = value->get();
      return true;
    }
    wrong(node.source(), "a string is wanted here");
    return false;
  }

  void texts(const toml::node& node, std::vector<std::pair<std::string, std::string>>& to) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node.source(), "a table of strings is wanted here");
    for (auto&& [key, value] : *table) {
      std::string written;
      if (text(value, written)) to.emplace_back(key.str(), written);
    }
  }

  // A path or a list of them.
  void attach(const toml::node& node, IamLayer layer, std::vector<IamPolicy>& to) {
    const toml::array* list = node.as_array();
    if (list != nullptr && list->empty()) return wrong(node.source(), "a path is wanted here");
    const size_t count = list == nullptr ? 1 : list->size();
    for (size_t at = 0; at < count; ++at) {
      const toml::node& one = list == nullptr ? node : *list->get(at);
      std::string path;
      if (!text(one, path)) continue;
      if (const auto* policies = library_.attach(path, layer, file_, one.source())) {
        to.insert(to.end(), policies->begin(), policies->end());
      }
    }
  }

  // Paths of one level, or a list of lists.
  void attach_levels(const toml::node& node, IamLayer layer, std::vector<std::vector<IamPolicy>>& to) {
    constexpr size_t kMostLevels = 16;
    const toml::array* list = node.as_array();
    if (list == nullptr || list->empty() || !list->front().is_array()) {
      to.resize(1);
      return attach(node, layer, to[0]);
    }
    if (list->size() > kMostLevels) return wrong(node.source(), "more than 16 levels");
    for (const toml::node& level : *list) {
      to.emplace_back();
      attach(level, layer, to.back());
    }
  }

  // The ARN of a role or user by its ARN or its name; empty after a complaint.
  std::string arn_of(std::string_view written, std::string_view account, bool role, const toml::source_region& place) {
    if (written.starts_with("arn:")) {
      const auto principal = parse_iam_principal(written);
      const IamPrincipal::Kind kind = role ? IamPrincipal::Kind::kRole : IamPrincipal::Kind::kUser;
      if (principal && principal->kind == kind) return std::string(written);
      wrong(place, in_backticks(written) + (role ? " is no role's ARN" : " is no user's ARN"));
      return {};
    }
    if (!is_name(written, 1)) {
      wrong(place, in_backticks(written) + (role ? " is no role's name" : " is no user's name"));
      return {};
    }
    const std::string arn = "arn:" + cluster_.partition + ":iam::" + std::string(account) +
                            (role ? ":role/" : ":user/") + std::string(written);
    if (parse_iam_principal(arn)) return arn;
    wrong(place, in_backticks(account) + " is no account");
    return {};
  }

  std::string account_of(const toml::table& table) {
    const auto* account = table.get_as<std::string>("account");
    return account == nullptr ? cluster_.account : account->get();
  }

  void read_identity(const toml::key& name, const toml::table& table, bool role) {
    IamIdentity identity;
    identity.arn = arn_of(name.str(), account_of(table), role, name.source());
    for (auto&& [key, node] : table) {
      if (key == "policies") {
        attach(node, IamLayer::kIdentity, identity.policies);
      } else if (key == "boundary") {
        attach(node, IamLayer::kBoundary, identity.boundary);
      } else if (key == "tags") {
        texts(node, identity.tags);
      } else if (key == "account") {
        std::string account;
        text(node, account);
      } else {
        no_key(key, "policies, boundary, tags, account");
      }
    }
    if (identity.arn.empty()) return;
    places_.emplace_back(iam_identity_key(*parse_iam_principal(identity.arn)), name.source());
    roster_.identities.push_back(std::move(identity));
  }

  void read_part(const toml::key& name, const toml::table& table) {
    Draft draft{std::string(name.str()), &table, name.source(), {}};
    const size_t colon = draft.principal.find(':');
    if (colon == 0 || colon == std::string::npos) {
      wrong(name.source(), in_backticks(draft.principal) + " is no principal (Type:name)");
    } else if (draft.principal == kAnyPrincipal) {
      wrong(name.source(), "`*` is no wildcard here");
    }
    if (const toml::node* node = table.get("session-policies")) attach(*node, IamLayer::kSession, draft.session);
    drafts_.push_back(std::move(draft));
  }

  void index_identities() {
    for (const IamIdentity& identity : roster_.identities) {
      const auto principal = parse_iam_principal(identity.arn);
      const std::string key = principal ? iam_identity_key(*principal) : std::string();
      if (key.empty()) {
        refusals_.add(file_ + ": " + in_backticks(identity.arn) + " is neither a role nor a user");
      } else if (!known_.emplace(key, identity.arn).second) {
        const auto place =
            std::find_if(places_.begin(), places_.end(), [&key](const auto& each) { return each.first == key; });
        const std::string message = in_backticks(identity.arn) + " comes twice";
        place == places_.end() ? refusals_.add(file_ + ": " + message) : wrong(place->second, message);
      }
    }
  }

  void resolve(const Draft& draft) {
    IamPart part{draft.principal, {}, {}, draft.session};
    std::string who;
    std::string session = draft.principal.substr(std::min(draft.principal.find(':') + 1, draft.principal.size()));
    toml::source_region place = draft.place;
    toml::source_region session_place = draft.place;
    bool role = false;
    std::vector<std::pair<std::string, std::string>> tags;
    for (auto&& [key, node] : *draft.table) {
      if (key == "role" || key == "user") {
        if (!who.empty()) wrong(node.source(), "a role and a user: one of them");
        role = key == "role";
        place = node.source();
        text(node, who);
      } else if (key == "session") {
        session_place = node.source();
        text(node, session);
      } else if (key == "account") {
        std::string account;
        text(node, account);
      } else if (key == "tags") {
        texts(node, tags);
      } else if (key == "context") {
        read_context(node, part.context);
      } else if (key != "session-policies") {
        no_key(key, "role, user, session, account, tags, context, session-policies");
      }
    }
    if (who.empty())
      return wrong(draft.place, "whom " + in_backticks(draft.principal) + " plays is missing: a role or a user");
    const std::string arn = arn_of(who, account_of(*draft.table), role, place);
    if (arn.empty()) return;
    const auto identity = known_.find(iam_identity_key(*parse_iam_principal(arn)));
    if (identity == known_.end()) {
      return wrong(place, "nothing says what is attached to " + in_backticks(arn));
    }
    if (role && !is_name(session, 2)) {
      return wrong(session_place, in_backticks(session) + " is no name of a session; give one");
    }
    if (!role && (draft.table->contains("session") || draft.table->contains("session-policies"))) {
      return wrong(place, "only a role has sessions");
    }
    part.plays = role ? session_of(identity->second, session) : *parse_iam_principal(identity->second);
    for (auto& [key, value] : tags) part.context.keys.push_back({"aws:PrincipalTag/" + key, {value}});
    roster_.parts.push_back(std::move(part));
  }

  static IamPrincipal session_of(const std::string& role, const std::string& session) {
    IamPrincipal principal = *parse_iam_principal(role);
    principal.kind = IamPrincipal::Kind::kSession;
    principal.arn = "arn:" + std::string(split_arn(role)->partition) + ":sts::" + principal.account + ":assumed-role/" +
                    principal.name + "/" + session;
    return principal;
  }

  // Each value a string or a list of them.
  void read_context(const toml::node& node, IamContext& context) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node.source(), "a table of keys is wanted here");
    for (auto&& [key, value] : *table) {
      IamContext::Key given{std::string(key.str()), {}};
      const toml::array* list = value.as_array();
      const size_t count = list == nullptr ? 1 : list->size();
      for (size_t at = 0; at < count; ++at) {
        std::string one;
        if (text(list == nullptr ? value : *list->get(at), one)) given.values.push_back(std::move(one));
      }
      context.keys.push_back(std::move(given));
    }
  }

  const std::string& file_;
  const IamCluster& cluster_;
  IamLibrary& library_;
  IamRoster& roster_;
  IamRefusals& refusals_;
  std::vector<Draft> drafts_;
  std::vector<std::pair<std::string, toml::source_region>> places_;  // of the identities of this file, by their keys
  std::map<std::string, std::string> known_;                         // key of an identity: its ARN
};

}  // namespace

void read_iam_principals(const Source& principals, const IamCluster& cluster, IamLibrary& library, IamRoster& roster,
                         IamRefusals& refusals) {
  toml::parse_result parsed = toml::parse(principals.bytes(), principals.name());
  if (!parsed) return refusals.add(principals.name(), parsed.error().source(), parsed.error().description());
  PrincipalsReader(principals.name(), cluster, library, roster, refusals).read(parsed.table());
}

}  // namespace klamm
