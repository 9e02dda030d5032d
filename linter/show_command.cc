#include <fmt/format.h>

#include "klamm/files.h"
#include "klamm/linter.h"
#include "klamm/show.h"
#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/project.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"format", true}, {"raw"},      {"reveal"}, {"kafka-version", true},
                           {"as", true},     {"rendered"}, {"help"}};

struct ShowSettings {
  std::string path;
  ShowOptions show;
  BrokerOptions broker;
  bool as_given = false;
};

Result<ShowSettings> read_settings(const Arguments& arguments) {
  ShowSettings settings;
  std::vector<std::string> paths = arguments.positional();
  if (paths.size() != 1) return Error{"show: name one file, or `-` for standard input"};
  settings.path = paths[0];
  std::string_view format = arguments.value("format");
  if (format == "json") {
    settings.show.format = ShowOptions::Format::kJson;
  } else if (!format.empty() && format != "text") {
    return Error{fmt::format("show: `--format {}`: there are text and json", format)};
  }
  settings.show.raw = arguments.has("raw");
  settings.show.reveal = arguments.has("reveal");
  if (settings.show.reveal && !settings.show.raw) return Error{"show: `--reveal` goes with `--raw`"};
  settings.broker.rendered = arguments.has("rendered");
  if (arguments.has("kafka-version")) {
    settings.broker.version = known_version(arguments.value("kafka-version"));
    if (!settings.broker.version) return Error{"show: " + unknown_version(arguments.value("kafka-version"))};
  }
  settings.as_given = arguments.has("as");
  auto as = parse_input_kind(arguments.value("as"));
  if (settings.as_given && as != InputKind::kServerProperties && as != InputKind::kMskConfiguration) {
    return Error{fmt::format("show: `--as {}`: there are {} and {}", arguments.value("as"),
                             input_kind_name(InputKind::kServerProperties),
                             input_kind_name(InputKind::kMskConfiguration))};
  }
  if (as == InputKind::kMskConfiguration) settings.broker.msk = MskKind::kUnknown;
  return settings;
}

// The version that the klamm.toml nearest to the file sets, where no flag does.
Result<void> ask_project(ShowSettings& settings) {
  if (settings.broker.version) return {};
  auto canonical = canonical_path(settings.path == "-" ? "." : settings.path);
  if (!canonical) return {};
  Projects projects;
  auto found = projects.of_folder(settings.path == "-" ? *canonical : folder_of(*canonical));
  if (!found) return found.error();
  settings.broker.version = projects.all()[found.value()].kafka_version;
  settings.broker.version_from_project = settings.broker.version.has_value();
  return {};
}

Result<std::string> shown(ShowSettings& settings) {
  if (auto asked = ask_project(settings); !asked) return asked.error();
  Budget budget;
  auto source = settings.path == "-" ? read_stdin(budget) : DiskFiles().read(settings.path, budget);
  if (!source) return source.error();
  const Catalog& catalog = Pack::builtin().catalog();
  bool any = settings.as_given || settings.show.raw;
  if (!any && detect(*source.value(), catalog) != InputKind::kServerProperties)
    return Error{none_of_ours(settings.path)};
  auto document = read_properties(source.value(), budget);
  if (!document) return document.error();
  auto shared = std::make_shared<const Document>(std::move(document).value());
  return show(BrokerConfig::build(std::move(shared), catalog, settings.broker), settings.show);
}

}  // namespace

int show_command(const Words& words) {
  auto arguments = Arguments::parse("show", kFlags, words);
  if (!arguments) return refuse_usage("show", arguments.error());
  if (arguments.value().has("help")) return print(help_page("show"));
  auto settings = read_settings(arguments.value());
  if (!settings) return refuse_usage("show", settings.error());
  auto text = shown(settings.value());
  if (!text) {
    complain(text.error().message);
    return kUsage;
  }
  return print(text.value());
}

}  // namespace klamm::cli
