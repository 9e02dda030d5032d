#include "model/plan_index.h"

#include <algorithm>
#include <utility>

#include "doc/json_skim.h"

namespace klamm {
size_t behind_index(std::string_view address, size_t at) {
  if (at >= address.size() || address[at] != '[') return at;
  bool quoted = false;
  for (; at < address.size(); ++at) {
    if (quoted && address[at] == '\\') {
      ++at;
    } else if (address[at] == '"') {
      quoted = !quoted;
    } else if (address[at] == ']' && !quoted) {
      return at + 1;
    }
  }
  return address.size();
}

size_t behind_module(std::string_view address, size_t begin, size_t* name) {
  constexpr std::string_view kModule = "module.";
  if (begin > address.size() || !address.substr(begin).starts_with(kModule)) return 0;
  size_t end = std::min(address.find_first_of(".[", begin + kModule.size()), address.size());
  if (name != nullptr) *name = end;
  end = behind_index(address, end);
  return end < address.size() && address[end] == '.' ? end + 1 : 0;
}

std::string PlanResource::written_address() const {
  return (data ? "data." : "") + std::string(type) + "." + std::string(name);
}

std::string_view module_prefix(std::string_view address) {
  size_t end = 0;
  while (size_t next = behind_module(address, end)) end = next;
  return address.substr(0, end);
}

namespace {

class Indexer {
 public:
  Indexer(std::string_view text, uint32_t begin, Budget& budget, bool (*wanted)(std::string_view))
      : skim_(text, begin, budget), text_(text), wanted_(wanted) {}

  // False: the text does not fit together.
  bool read(PlanIndex& index);

  const JsonSkim& skim() const { return skim_; }
  bool told() const { return told_; }
  std::string_view version() const { return version_; }

 private:
  void pass() { skim_.pass(); }

  template <class Take>
  void each_member(Take take) {
    std::string_view key;
    if (!skim_.enter_object()) return;
    while (skim_.member(key)) take(key);
  }

  template <class Take>
  void each_item(Take take) {
    if (!skim_.enter_array()) return;
    while (skim_.item()) take();
  }

  // The members of the member `name` of what is next.
  template <class Take>
  void within(std::string_view name, Take take) {
    each_member([&](std::string_view key) { key == name ? take() : pass(); });
  }

  Span object() {
    Span span = skim_.pass();
    return !skim_.failed() && text_[span.begin] == '{' ? span : Span{};
  }

  void section(std::string_view key, PlanIndex& index);
  void module(std::vector<PlanResource>& into, bool only_data);
  void resource(std::vector<PlanResource>& into, bool only_data);
  void change();
  bool identity(std::string_view key, PlanResource& made, std::string_view& mode);
  void written(PlanModule& module);
  void written_resource(PlanModule& module);
  void call(PlanModule::Call& call);
  void references(PlanReferences& into);
  void merge(std::vector<PlanResource>& into);

  JsonSkim skim_;
  std::string_view text_;
  bool (*wanted_)(std::string_view);
  std::string_view version_;
  bool told_ = false;
  std::vector<PlanResource> planned_;
  std::vector<PlanResource> changes_;
  std::vector<PlanResource> prior_;
};

bool Indexer::read(PlanIndex& index) {
  each_member([&](std::string_view key) { section(key, index); });
  if (!skim_.failed()) merge(index.resources);
  return !skim_.failed() && skim_.at_end();
}

void Indexer::section(std::string_view key, PlanIndex& index) {
  if (key == "format_version") {
    version_ = skim_.text();
    return;
  }
  if (key == "planned_values" || key == "values") {
    within("root_module", [&] { module(planned_, false); });
  } else if (key == "prior_state") {
    within("values", [&] { within("root_module", [&] { module(prior_, true); }); });
  } else if (key == "resource_changes") {
    each_item([&] { change(); });
  } else if (key == "configuration") {
    within("root_module", [&] { written(index.root); });
  } else {
    pass();
    return;
  }
  told_ = true;
}

void Indexer::module(std::vector<PlanResource>& into, bool only_data) {
  each_member([&](std::string_view key) {
    if (key == "resources") {
      each_item([&] { resource(into, only_data); });
    } else if (key == "child_modules") {
      each_item([&] { module(into, only_data); });
    } else {
      pass();
    }
  });
}

// What tells which resource is meant.
bool Indexer::identity(std::string_view key, PlanResource& made, std::string_view& mode) {
  if (key == "address") {
    made.address = json_unescaped(skim_.text());
  } else if (key == "type") {
    made.type = skim_.text();
  } else if (key == "name") {
    made.name = skim_.text();
  } else if (key == "mode") {
    mode = skim_.text();
  } else {
    return false;
  }
  return true;
}

void Indexer::resource(std::vector<PlanResource>& into, bool only_data) {
  PlanResource made;
  std::string_view mode;
  each_member([&](std::string_view key) {
    if (identity(key, made, mode)) return;
    if (key == "values") {
      made.values = object();
    } else if (key == "sensitive_values") {
      made.sensitive = skim_.pass();
    } else {
      pass();
    }
  });
  made.data = mode == "data";
  bool taken = !skim_.failed() && (made.data || !only_data) && !made.values.empty() && wanted_(made.type);
  if (taken) into.push_back(std::move(made));
}

void Indexer::change() {
  PlanResource made;
  std::string_view mode;
  bool deposed = false;  // of a copy that waits to be deleted
  each_member([&](std::string_view key) {
    if (identity(key, made, mode)) return;
    if (key == "deposed") {
      deposed = !skim_.text().empty();
    } else if (key == "change") {
      each_member([&](std::string_view what) {
        if (what == "after") {
          made.values = object();
        } else if (what == "after_unknown") {
          made.unknown = skim_.pass();
        } else if (what == "after_sensitive") {
          made.after_sensitive = skim_.pass();
        } else {
          pass();
        }
      });
    } else {
      pass();
    }
  });
  made.data = mode == "data";
  if (!skim_.failed() && !deposed && wanted_(made.type)) changes_.push_back(std::move(made));
}

void Indexer::written(PlanModule& module) {
  each_member([&](std::string_view key) {
    if (key == "resources") {
      each_item([&] { written_resource(module); });
    } else if (key == "module_calls") {
      each_member([&](std::string_view name) { call(module.calls[name]); });
    } else if (key == "outputs") {
      each_member([&](std::string_view name) { within("expression", [&] { references(module.outputs[name]); }); });
    } else {
      pass();
    }
  });
}

void Indexer::written_resource(PlanModule& module) {
  PlanResource made;
  std::string_view mode;
  each_member([&](std::string_view key) {
    if (identity(key, made, mode)) return;
    if (key == "expressions") {
      made.values = object();
    } else {
      pass();
    }
  });
  made.data = mode == "data";
  if (!skim_.failed() && wanted_(made.type)) module.resources[made.written_address()] = made.values;
}

void Indexer::call(PlanModule::Call& call) {
  each_member([&](std::string_view key) {
    if (key == "expressions") {
      each_member([&](std::string_view name) { references(call.arguments[name]); });
    } else if (key == "module") {
      written(*call.module);
    } else {
      pass();
    }
  });
}

void Indexer::references(PlanReferences& into) {
  into.clear();
  within("references", [&] { each_item([&] { into.push_back(skim_.text()); }); });
}

// What the plan will make, with what its changes say of it, then what is in one of them alone.
void Indexer::merge(std::vector<PlanResource>& into) {
  std::unordered_map<std::string_view, size_t> places;
  into.reserve(planned_.size() + changes_.size() + prior_.size());  // the places' keys stay where they are
  auto add = [&](PlanResource& one) {
    if (places.contains(one.address)) return;
    into.push_back(std::move(one));
    places.emplace(into.back().address, into.size() - 1);
  };
  for (PlanResource& one : planned_) add(one);
  for (PlanResource& one : changes_) {
    auto known = places.find(one.address);
    if (known == places.end()) {
      if (!one.values.empty()) add(one);
      continue;
    }
    into[known->second].unknown = one.unknown;
    into[known->second].after_sensitive = one.after_sensitive;
  }
  for (PlanResource& one : prior_) add(one);
}

}  // namespace

Result<PlanIndex> index_plan(Document& document, Budget& budget, bool (*wanted)(std::string_view type)) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  PlanIndex index;
  std::string_view text = document.source().bytes();
  uint32_t begin = text.starts_with(kByteOrderMark) ? static_cast<uint32_t>(kByteOrderMark.size()) : 0;
  Indexer indexer(text, begin, budget, wanted);
  auto refuse = [&](uint32_t at, std::string why) {
    auto size = static_cast<uint32_t>(text.size());
    document.complain({Diagnostic::Kind::kRefused, {std::min(at, size), std::min(at + 1, size)}, std::move(why)});
  };
  bool fits = indexer.read(index);
  if (budget.spent()) return budget.error();
  std::string_view version = indexer.version();
  if (!fits) {
    refuse(indexer.skim().at(), "the JSON breaks off, or does not fit together, here");
  } else if (!indexer.told()) {
    refuse(begin, "neither a plan nor a state: `terraform show -json` prints `planned_values` or `values`");
  } else if (!version.empty() && !version.starts_with("0.") && !version.starts_with("1.")) {
    auto place = static_cast<uint32_t>(version.data() - text.data());
    document.complain({Diagnostic::Kind::kRefused,
                       {place, place + static_cast<uint32_t>(version.size())},
                       "a format of plans that is not known here"});
  }
  return index;
}

}  // namespace klamm
