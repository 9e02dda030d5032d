#include "linter/live/snapshot_writer.h"

#include "klamm/report.h"
#include "klamm/snapshot.h"

namespace klamm::live {
namespace {

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  // `{"name": value, …}` on one line.
  Writer& open() {
    out_ += '{';
    first_ = true;
    return *this;
  }
  Writer& close() {
    out_ += '}';
    first_ = false;
    return *this;
  }
  Writer& text(std::string_view name, std::string_view value) {
    begin(name);
    append_json(out_, value);
    return *this;
  }
  Writer& text(std::string_view name, const std::optional<std::string>& value) {
    if (value) return text(name, std::string_view(*value));
    return word(name, "null");
  }
  Writer& number(std::string_view name, int64_t value) { return word(name, std::to_string(value)); }
  Writer& flag(std::string_view name, bool value) { return word(name, value ? "true" : "false"); }
  Writer& word(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
    return *this;
  }
  Writer& numbers(std::string_view name, const std::vector<int32_t>& values) {
    begin(name);
    out_ += '[';
    for (size_t index = 0; index < values.size(); ++index) {
      if (index > 0) out_ += ", ";
      out_ += std::to_string(values[index]);
    }
    out_ += ']';
    return *this;
  }
  // `write` writes one item; each stands on a line of its own, `indent` blanks in.
  template <class Items, class Write>
  Writer& list(std::string_view name, const Items& items, size_t indent, Write write) {
    begin(name);
    out_ += '[';
    bool first = true;
    for (const auto& item : items) {
      out_ += first ? "\n" : ",\n";
      first = false;
      out_.append(indent, ' ');
      write(item);
    }
    out_ += ']';
    first_ = false;
    return *this;
  }
  void line() { out_ += '\n'; }

 private:
  void begin(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    append_json(out_, name);
    out_ += ": ";
  }

  std::string& out_;
  bool first_ = true;
};

void write_entry(Writer& writer, const Entry& entry, std::string& out) {
  writer.open()
      .text("name", std::string_view(entry.name))
      .text("value", entry.value)
      .text("source", std::string_view(entry.source));
  if (entry.sensitive) writer.flag("sensitive", true);
  if (entry.read_only) writer.flag("read_only", true);
  // A value that only its default gives is said once.
  if (entry.synonyms.size() > 1 || (entry.synonyms.size() == 1 && entry.source != "default")) {
    out += ", \"synonyms\": [";
    for (size_t index = 0; index < entry.synonyms.size(); ++index) {
      const Entry& layer = entry.synonyms[index];
      if (index > 0) out += ", ";
      writer.open().text("name", std::string_view(layer.name)).text("value", layer.value);
      writer.text("source", std::string_view(layer.source)).close();
    }
    out += ']';
  }
  writer.close();
}

}  // namespace

std::string snapshot_text(const Cluster& cluster, const std::string& bootstrap, const std::string& taken) {
  std::string out;
  Writer writer(out);
  auto entries = [&](const std::vector<Entry>& configs, size_t indent) {
    writer.list("configs", configs, indent, [&](const Entry& entry) { write_entry(writer, entry, out); });
  };
  writer.open().number("klamm_snapshot", kSnapshotFormat).text("taken", std::string_view(taken));
  writer.text("bootstrap", std::string_view(bootstrap)).text("cluster_id", std::string_view(cluster.id));
  writer.flag("partial", cluster.partial);
  if (cluster.anonymous) {
    writer.flag("anonymous", *cluster.anonymous);
  } else {
    writer.word("anonymous", "null");
  }
  writer.list("brokers", cluster.brokers, 1, [&](const Broker& broker) {
    writer.open().number("id", broker.id).text("host", std::string_view(broker.host)).number("port", broker.port);
    if (!broker.error.empty()) writer.text("error", std::string_view(broker.error));
    entries(broker.configs, 2);
    writer.close();
  });
  writer.list("topics", cluster.topics, 1, [&](const Topic& topic) {
    writer.open().text("name", std::string_view(topic.name));
    if (!topic.error.empty()) writer.text("error", std::string_view(topic.error));
    writer.list("partitions", topic.partitions, 2, [&](const Partition& partition) {
      writer.open().number("id", partition.id).number("leader", partition.leader);
      writer.numbers("replicas", partition.replicas).numbers("in_sync", partition.in_sync).close();
    });
    entries(topic.configs, 2);
    writer.close();
  });
  writer.list("groups", cluster.groups, 1, [&](const Group& group) {
    writer.open().text("name", std::string_view(group.name)).text("state", std::string_view(group.state));
    writer.text("protocol", std::string_view(group.protocol)).close();
  });
  if (!cluster.groups_error.empty()) writer.text("groups_error", std::string_view(cluster.groups_error));
  out += ", \"acls\": ";
  writer.open()
      .text("sight", std::string_view(cluster.acls.sight))
      .text("reason", std::string_view(cluster.acls.reason));
  writer.list("entries", cluster.acls.entries, 1, [&](const Acl& acl) {
    writer.open().text("resource_type", std::string_view(acl.resource_type));
    writer.text("pattern_type", std::string_view(acl.pattern_type)).text("name", std::string_view(acl.name));
    writer.text("principal", std::string_view(acl.principal)).text("host", std::string_view(acl.host));
    writer.text("operation", std::string_view(acl.operation))
        .text("permission", std::string_view(acl.permission))
        .close();
  });
  writer.close().close().line();
  return out;
}

}  // namespace klamm::live
