#include "linter/iam_cases.h"

#include <fmt/format.h>

#include "klamm/files.h"

namespace klamm::cli {
namespace {

class CaseReader {
 public:
  CaseReader(const Document& document, const std::string& folder, IamFiles& files)
      : document_(document), folder_(folder), files_(files) {}

  // The name even where the rest cannot be read.
  std::string name(NodeId id) const {
    if (document_.node(id).kind != NodeKind::kObject) return {};
    const NodeId name = document_.find(id, "name");
    return name == kNoNode ? std::string() : std::string(document_.value(name));
  }

  Result<void> read(NodeId id, IamQuestion& question, IamSources& sources) {
    if (document_.node(id).kind != NodeKind::kObject) return wrong(id, "a case must be an object");
    for (NodeId member = document_.node(id).first_child; member != kNoNode; member = document_.node(member).next) {
      if (auto done = read_member(member, question, sources); !done) return done;
    }
    if (question.principal.empty()) return wrong(id, "a case without `principal`");
    if (question.operation.empty()) return wrong(id, "a case without `operation`");
    if (question.resource.empty()) return wrong(id, "a case without `resource`");
    return {};
  }

 private:
  Error wrong(NodeId id, std::string_view message) const {
    const Position at = document_.source().region(document_.node(id).value_span).begin;
    return Error{fmt::format("{}:{}:{}: {}", document_.source().name(), at.line, at.column, message)};
  }

  Result<void> read_member(NodeId member, IamQuestion& question, IamSources& sources) {
    std::string_view key = document_.key(member);
    if (key == "name") return text(member, nullptr);
    if (key == "principal") return text(member, &question.principal);
    if (key == "operation") return text(member, &question.operation);
    if (key == "resource") return text(member, &question.resource);
    if (key == "iam_cluster") return text(member, &question.cluster);
    if (key == "context") return read_context(member, question.context);
    if (key == "tags") return read_tags(member, question);
    if (key == "partial_context") {
      question.context.partial = document_.node(member).kind == NodeKind::kTrue;
      return {};
    }
    if (key == "iam") return policies(member, {IamLayer::kIdentity}, sources);
    if (key == "cluster_policy") return policies(member, {IamLayer::kCluster}, sources);
    if (key == "boundary") return policies(member, {IamLayer::kBoundary}, sources);
    if (key == "session_policy") return policies(member, {IamLayer::kSession}, sources);
    if (key == "scps") return levels(member, IamLayer::kScp, sources);
    if (key == "rcps") return levels(member, IamLayer::kRcp, sources);
    if (key == "expect" || key == "sentence" || key == "page") return {};  // for whoever compares the answers
    return wrong(member, fmt::format("a case has no member `{}`", key));
  }

  Result<void> text(NodeId id, std::string* to) const {
    if (document_.node(id).kind != NodeKind::kString) return wrong(id, "must be a string");
    if (to != nullptr) *to = document_.value(id);
    return {};
  }

  bool is_scalar(NodeId id) const {
    const NodeKind kind = document_.node(id).kind;
    return kind != NodeKind::kObject && kind != NodeKind::kArray && kind != NodeKind::kNull;
  }

  // A key may have one value, a list of them, or null for one that nobody knows.
  Result<void> read_context(NodeId id, IamContext& context) const {
    if (document_.node(id).kind == NodeKind::kNull) return {};
    if (document_.node(id).kind != NodeKind::kObject) return wrong(id, "`context` must be an object");
    for (NodeId key = document_.node(id).first_child; key != kNoNode; key = document_.node(key).next) {
      IamContext::Key given{std::string(document_.key(key)), {}, document_.node(key).kind != NodeKind::kNull};
      if (is_scalar(key)) {
        given.values.emplace_back(document_.value(key));
      } else if (document_.node(key).kind == NodeKind::kArray) {
        for (NodeId value = document_.node(key).first_child; value != kNoNode; value = document_.node(value).next) {
          if (!is_scalar(value)) return wrong(value, "a value of a context key must be a string");
          given.values.emplace_back(document_.value(value));
        }
      } else if (given.known) {
        return wrong(key, "a value of a context key must be a string or a list of strings");
      }
      context.keys.push_back(std::move(given));
    }
    return {};
  }

  Result<void> read_tags(NodeId id, IamQuestion& question) const {
    if (document_.node(id).kind != NodeKind::kObject) return wrong(id, "`tags` must be an object");
    for (NodeId tag = document_.node(id).first_child; tag != kNoNode; tag = document_.node(tag).next) {
      question.tags.emplace_back(document_.key(tag), document_.value(tag));
    }
    return {};
  }

  Result<void> policies(NodeId id, IamFiles::Place place, IamSources& sources) {
    const Node& node = document_.node(id);
    if (node.kind == NodeKind::kNull) return {};
    if (node.kind == NodeKind::kArray) {
      for (NodeId each = node.first_child; each != kNoNode; each = document_.node(each).next) {
        if (auto done = policies(each, place, sources); !done) return done;
      }
      return {};
    }
    if (node.kind == NodeKind::kString && document_.value(id).find('{') == std::string_view::npos) {
      std::string path(document_.value(id));
      if (!path.starts_with('/')) path.insert(0, folder_);
      return files_.add(path, place, sources);
    }
    if (node.kind != NodeKind::kString && node.kind != NodeKind::kObject)
      return wrong(id, "expected a policy, or a path of one");
    return IamFiles::add(document_, id, place, sources);
  }

  // A flat list is one level; lists within it are levels of their own.
  Result<void> levels(NodeId id, IamLayer layer, IamSources& sources) {
    const Node& node = document_.node(id);
    if (node.kind != NodeKind::kArray) return policies(id, {layer, 0}, sources);
    size_t level = 0;
    bool flat = false;
    for (NodeId each = node.first_child; each != kNoNode; each = document_.node(each).next) {
      const bool nested = document_.node(each).kind == NodeKind::kArray;
      if (nested && document_.node(each).first_child == kNoNode) return wrong(each, "a level without policies");
      if (level > 15) return wrong(each, "more levels than an organization has");
      if (auto done = policies(each, {layer, level}, sources); !done) return done;
      flat = flat || !nested;
      if (nested) ++level;
      if (flat && level > 0) return wrong(id, "either policies, or lists of them for each level");
    }
    return {};
  }

  const Document& document_;
  const std::string& folder_;
  IamFiles& files_;
};

}  // namespace

Result<IamCasesResult> answer_cases(const std::string& path, const IamQuestion& base, int64_t now) {
  Budget budget;
  auto source = path == "-" ? read_stdin(budget) : DiskFiles().read(path, budget);
  if (!source) return source.error();
  auto read = read_json(source.value(), budget);
  if (!read) return Error{path + ": " + read.error().message};
  const Document& document = read.value();
  if (document.refused()) return Error{shown(IamDiagnostic{document.shared_source(), document.diagnostics()[0]})};
  if (document.node(document.root()).kind != NodeKind::kArray)
    return Error{fmt::format("{}:1:1: a list of cases is wanted", path)};
  const size_t slash = path.rfind('/');
  const std::string folder = path == "-" || slash == std::string::npos ? "" : path.substr(0, slash + 1);
  IamFiles files;
  IamCasesResult result;
  CaseReader reader(document, folder, files);
  result.json = "[";
  for (NodeId id = document.node(document.root()).first_child; id != kNoNode; id = document.node(id).next) {
    IamQuestion question = base;
    IamSources sources;
    const std::string name = reader.name(id);
    auto done = reader.read(id, question, sources);
    result.json += result.json.size() == 1 ? "\n" : ",\n";
    auto answered = done ? answer(question, sources, now) : Result<IamAnswer>(done.error());
    if (!answered) {
      result.failed = true;
      result.all_allowed = false;
      result.complaints.push_back(fmt::format("case `{}`: {}", name, answered.error().message));
      result.json += failure_json(answered.error().message, name);
      continue;
    }
    result.all_allowed = result.all_allowed && answered.value().verdict == IamAnswer::Verdict::kAllowed;
    result.json += answer_json(answered.value(), name, true);
  }
  result.json += "\n]\n";
  return result;
}

}  // namespace klamm::cli
