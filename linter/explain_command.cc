#include <fmt/format.h>

#include "klamm/rule_page.h"
#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/rule_packs.h"
#include "linter/suggest.h"
#include "linter/terminal.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"rules", true, true}, {"help"}};

std::optional<RuleInfo> find(const std::vector<const Pack*>& packs, std::string_view id) {
  for (const Pack* pack : packs) {
    size_t index = pack->find_rule(id);
    if (index != SIZE_MAX) return pack->rule(index);
  }
  return std::nullopt;
}

// Findings that no rule makes: about what is ignored.
std::string_view of_ignoring(std::string_view id) {
  if (id == "KI001") {
    return "KI001 (low): a comment ignores a rule that finds nothing there\n\n"
           "What it was for is mended, or it stands in the wrong place. Left there it would hide the next one that\n"
           "comes. Delete the comment, or put it directly above the setting.\n";
  }
  if (id == "KI002") {
    return "KI002 (high): a comment ignores a rule and does not say why\n\n"
           "--require-reason asks every `klamm:ignore` for a `reason=\"...\"`.\n";
  }
  return {};
}

Error no_rule(const std::vector<const Pack*>& packs, std::string_view id) {
  std::vector<std::string_view> known;
  for (const Pack* pack : packs) {
    for (size_t index = 0; index < pack->rule_count(); ++index) {
      known.push_back(pack->rule_id(index));
      known.push_back(pack->rule_name(index));
    }
  }
  std::string_view near = nearest(id, known);
  if (near.empty()) return Error{fmt::format("explain: no rule `{}`; `klamm rules` lists them", id)};
  return Error{fmt::format("explain: no rule `{}`; did you mean `{}`?", id, near)};
}

}  // namespace

int explain_command(const Words& words) {
  auto parsed = Arguments::parse("explain", kFlags, words);
  if (!parsed) return refuse_usage("explain", parsed.error());
  const Arguments& arguments = parsed.value();
  if (arguments.has("help")) return print(help_page("explain"));
  std::vector<std::string> ids = arguments.positional();
  if (ids.empty()) return refuse_usage("explain", {"explain: name a rule, as in `klamm explain KL010`"});
  RulePacks packs;
  auto all = packs.with_folders(arguments.values("rules"));
  if (!all) {
    complain(all.error().message);
    return kUsage;
  }
  std::string out;
  for (const std::string& id : ids) {
    auto rule = find(all.value(), id);
    if (!rule && !of_ignoring(id).empty()) {
      out += of_ignoring(id);
      continue;
    }
    if (!rule) return refuse_usage("explain", no_rule(all.value(), id));
    if (!out.empty()) out += '\n';
    out += rule_text(*rule, terminal_width());
  }
  return print(out);
}

}  // namespace klamm::cli
