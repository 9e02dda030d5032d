#include "model/template_detect.h"

#include <algorithm>
#include <string>

#include "doc/json_skim.h"

namespace klamm {
namespace {

constexpr size_t kLooked = size_t{64} << 10;
constexpr std::string_view kVersion = "AWSTemplateFormatVersion";

// `AWS::MSK::Cluster`, `Custom::Thing`, `Alexa::ASK::Skill`, perhaps quoted.
bool is_type(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
  size_t colons = text.find("::");
  if (colons == 0 || colons == std::string_view::npos) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<ptrdiff_t>(colons), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  });
}

std::string_view without_blanks(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// Looks at the members of a text's object as far as it goes.
class JsonLook {
 public:
  explicit JsonLook(const std::string& head) : skim_(head, 0, budget_) {}

  TemplateForm form() {
    std::string_view key;
    bool told = false;
    if (!skim_.enter_object()) return TemplateForm::kNone;
    while (!told && skim_.member(key)) {
      look(key);
      told = stack_ || plan_ || (versioned_ && of_terraform_);
    }
    if (!told) return TemplateForm::kNone;
    return stack_ ? TemplateForm::kCloudFormation : TemplateForm::kPlan;
  }

 private:
  void look(std::string_view key) {
    if (key == kVersion) {
      stack_ = true;
    } else if (key == "Transform") {
      stack_ = skim_.text().starts_with("AWS::");
    } else if (key == "Resources") {
      each_member([&](std::string_view) {
        each_member([&](std::string_view name) {
          std::string_view value = skim_.text();
          stack_ = stack_ || (name == "Type" && is_type(value));
        });
      });
    } else if (key == "format_version") {
      versioned_ = !skim_.text().empty();
    } else if (key == "terraform_version") {
      of_terraform_ = !skim_.text().empty();
    } else if (key == "planned_values" || key == "configuration" || key == "values") {
      // The member that a text is cut off in counts too.
      each_member([&](std::string_view name) {
        if (name == "root_module") (key == "values" ? of_terraform_ : plan_) = true;
        skim_.pass();
      });
    } else {
      skim_.pass();
    }
  }

  template <class Take>
  void each_member(Take take) {
    std::string_view key;
    if (!skim_.enter_object()) return;
    while (skim_.member(key)) take(key);
  }

  Budget budget_;
  JsonSkim skim_;
  bool versioned_ = false;
  bool of_terraform_ = false;
  bool plan_ = false;
  bool stack_ = false;
};

// The key of a line of YAML that begins with it, and what stands behind its colon.
bool is_key(std::string_view line, std::string_view key, std::string_view& value) {
  bool quoted = line.starts_with('"') || line.starts_with('\'');
  if (quoted) line.remove_prefix(1);
  if (!line.starts_with(key)) return false;
  line.remove_prefix(key.size() + (quoted ? 1 : 0));
  line = without_blanks(line);
  if (!line.starts_with(':')) return false;
  value = without_blanks(line.substr(1));
  return true;
}

TemplateForm yaml_form(std::string_view text) {
  bool resources = false;   // within that member of the top
  bool transforms = false;  // the same
  std::string_view value;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string_view inner = without_blanks(line);
    if (inner.empty() || inner.starts_with('#') || inner == "\r") continue;
    bool top = inner.size() == line.size();
    if (top && !line.starts_with('-')) {
      if (is_key(line, kVersion, value)) return TemplateForm::kCloudFormation;
      if (is_key(line, "apiVersion", value)) return TemplateForm::kNone;
      resources = is_key(line, "Resources", value);
      transforms = is_key(line, "Transform", value);
      if (transforms && is_type(value)) return TemplateForm::kCloudFormation;
    } else if (resources && is_key(inner, "Type", value) && is_type(value)) {
      return TemplateForm::kCloudFormation;
    } else if (transforms && inner.starts_with('-') && without_blanks(inner.substr(1)).starts_with("AWS::")) {
      return TemplateForm::kCloudFormation;
    }
  }
  return TemplateForm::kNone;
}

}  // namespace

TemplateForm detect_template(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string head(text.substr(0, kLooked));
  size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return TemplateForm::kNone;
  return head[first] == '{' ? JsonLook(head).form() : yaml_form(head);
}

bool begins_json(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] == '{';
}

}  // namespace klamm
