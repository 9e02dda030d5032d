#include <fmt/format.h>

#include "klamm/drift.h"
#include "klamm/files.h"
#include "klamm/report.h"
#include "klamm/rules.h"
#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/project.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"format", true}, {"kafka-version", true}, {"help"}};

struct Found {
  std::string path;
  std::vector<Drift> drifts;
};

std::string text_of(const std::vector<Found>& found) {
  std::string out;
  for (const Found& file : found) {
    for (const Drift& drift : file.drifts) {
      append_printable(out, file.path);
      if (drift.place.region) {
        const Position& at = drift.place.region->begin;
        fmt::format_to(std::back_inserter(out), ":{}:{}", at.line, at.column);
      }
      fmt::format_to(std::back_inserter(out), ": {}: ", drift_kind_name(drift.kind));
      append_printable(out, drift.key);
      fmt::format_to(std::back_inserter(out), " on broker {}", drift.broker);
      if (drift.kind != Drift::Kind::kNotInFile) append_printable(out, fmt::format(": file `{}`", drift.file));
      append_printable(out,
                       fmt::format("{} running `{}`", drift.kind == Drift::Kind::kNotInFile ? ":" : ",", drift.live));
      if (drift.source != LiveSource::kUnknown) {
        fmt::format_to(std::back_inserter(out), " ({})", live_source_name(drift.source));
      }
      fmt::format_to(std::back_inserter(out), "\n  = mend: {}\n", drift.mend);
    }
  }
  return out;
}

std::string json_of(const std::vector<Found>& found) {
  std::string out = "{\"drift\": [";
  bool first = true;
  for (const Found& file : found) {
    for (const Drift& drift : file.drifts) {
      out += first ? "\n" : ",\n";
      first = false;
      auto text = [&](std::string_view name, std::string_view value) {
        fmt::format_to(std::back_inserter(out), "\"{}\": ", name);
        append_json(out, value);
        out += ", ";
      };
      out += " {";
      text("path", file.path);
      if (drift.place.region) {
        const Position& at = drift.place.region->begin;
        fmt::format_to(std::back_inserter(out), "\"line\": {}, \"column\": {}, ", at.line, at.column);
      }
      text("kind", drift_kind_name(drift.kind));
      text("key", drift.key);
      text("file", drift.file);
      text("live", drift.live);
      text("source", live_source_name(drift.source));
      text("mend", drift.mend);
      fmt::format_to(std::back_inserter(out), "\"broker\": {}}}", drift.broker);
    }
  }
  return out + "]}\n";
}

class DriftCommand {
 public:
  Result<bool> run(const Arguments& arguments) {
    std::vector<std::string> paths = arguments.positional();
    std::string_view format = arguments.value("format");
    if (paths.size() < 2) return Error{"drift: name files, then a snapshot: `klamm drift server.properties live.json`"};
    if (!format.empty() && format != "text" && format != "json") {
      return Error{fmt::format("drift: `--format {}`: there are text and json", format)};
    }
    if (arguments.has("kafka-version")) {
      version_ = known_version(arguments.value("kafka-version"));
      if (!version_) return Error{"drift: " + unknown_version(arguments.value("kafka-version"))};
    }
    auto read = read_live(paths.back());
    if (!read) return Error{paths.back() + ": " + read.error().message};
    paths.pop_back();
    for (const std::string& path : paths) {
      if (auto done = compare(path, read.value()); !done) return done.error();
    }
    print(format == "json" ? json_of(found_) : text_of(found_));
    return std::any_of(found_.begin(), found_.end(), [](const Found& file) {
      return std::any_of(file.drifts.begin(), file.drifts.end(),
                         [](const Drift& drift) { return drift.kind != Drift::Kind::kHidden; });
    });
  }

 private:
  static Result<LiveCluster> read_live(const std::string& path) {
    Budget budget;
    auto source = DiskFiles().read(path, budget);
    if (!source) return source.error();
    return read_snapshot(std::move(source).value(), budget);
  }

  Result<void> compare(const std::string& path, const LiveCluster& snapshot) {
    Budget budget;
    auto source = DiskFiles().read(path, budget);
    if (!source) return source.error();
    auto document = read_properties(std::move(source).value(), budget);
    if (!document) return document.error();
    const Catalog& catalog = Pack::builtin().catalog();
    BrokerOptions options;
    options.version = version_;
    auto shared = std::make_shared<const Document>(std::move(document).value());
    BrokerConfig file = BrokerConfig::build(shared, catalog, options);
    auto brokers = brokers_of(file, snapshot);
    if (brokers.empty())
      return Error{path + ": no broker of the snapshot is this file's, or it did not tell its values"};
    Found found{path, {}};
    for (const LiveBroker* broker : brokers) {
      for (Drift& drift : find_drift(file, *broker)) found.drifts.push_back(std::move(drift));
    }
    found_.push_back(std::move(found));
    return {};
  }

  std::optional<KafkaVersion> version_;
  std::vector<Found> found_;
};

}  // namespace

int drift_command(const Words& words) {
  auto arguments = Arguments::parse("drift", kFlags, words);
  if (!arguments) return refuse_usage("drift", arguments.error());
  if (arguments.value().has("help")) return print(help_page("drift"));
  auto drifted = DriftCommand().run(arguments.value());
  if (!drifted) {
    complain(drifted.error().message);
    return kUsage;
  }
  return drifted.value() ? kFindings : kClean;
}

}  // namespace klamm::cli
