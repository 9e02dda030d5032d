#include <bit>

#include "rule/blob.h"
#include "rule/check.h"
#include "rule/record.h"

namespace klamm {
namespace {

static_assert(std::endian::native == std::endian::little, "packs are little-endian and read in place");

class Verifier {
 public:
  Verifier(const BlobView& view, uint32_t key_count) : view_(view), key_count_(key_count) {}

  bool run() {
    if (view_.rules.size() % (size_t{4} * kRuleWords) != 0 || view_.words.size() % 4 != 0) return false;
    for (uint32_t rule = 0; rule < view_.rule_count(); ++rule) {
      if (!rule_fits(rule)) return false;
    }
    return true;
  }

 private:
  bool text_fits(uint32_t offset, uint32_t size) const { return uint64_t{offset} + size <= view_.strings.size(); }
  bool list_fits(uint32_t first, uint32_t count, uint32_t stride) const {
    return first + uint64_t{count} * stride <= view_.words.size() / 4;
  }
  // Texts {offset, size} at words `first`, `first` + 2 ….
  bool texts_fit(uint32_t first, uint32_t count) const {
    if (!list_fits(first, count, 2)) return false;
    for (uint32_t index = 0; index < count; ++index) {
      if (!text_fits(view_.word(first + 2 * index), view_.word(first + 2 * index + 1))) return false;
    }
    return true;
  }

  bool rule_fits(uint32_t rule) const {
    using namespace rule_field;
    for (uint32_t field = kId; field < kWhen; field += 2) {
      if (!text_fits(view_.rule_word(rule, field), view_.rule_word(rule, field + 1))) return false;
    }
    for (uint32_t field : {kWhen, kFail}) {
      uint32_t size = view_.rule_word(rule, field + 1);
      if (!list_fits(view_.rule_word(rule, field), size, 1)) return false;
      if (size != 0 && !verify_program(view_.program(rule, field), key_count_)) return false;
    }
    for (uint32_t field : {kAt, kReferences, kPractices, kYields, kFormer, kProfiles}) {
      if (!texts_fit(view_.rule_word(rule, field), view_.count(rule, field))) return false;
    }
    return yields_fit(rule) && examples_fit(rule) && params_fit(rule) && bits_fit(view_.rule_word(rule, kBits)) &&
           logic_fits(rule);
  }

  bool yields_fit(uint32_t rule) const {
    uint32_t first = view_.rule_word(rule, rule_field::kYieldIndexes);
    uint32_t count = view_.count(rule, rule_field::kYieldIndexes);
    if (!list_fits(first, count, 1)) return false;
    for (uint32_t index = 0; index < count; ++index) {
      if (view_.word(first + index) >= view_.rule_count()) return false;
    }
    return true;
  }

  bool examples_fit(uint32_t rule) const {
    uint32_t first = view_.rule_word(rule, rule_field::kExamples);
    uint32_t count = view_.count(rule, rule_field::kExamples);
    if (!list_fits(first, count, kExampleWords)) return false;
    for (uint32_t index = 0; index < count; ++index) {
      if (!texts_fit(first + index * kExampleWords, example_field::kBits / 2)) return false;
    }
    return true;
  }

  bool params_fit(uint32_t rule) const {
    uint32_t first = view_.rule_word(rule, rule_field::kParams);
    uint32_t count = view_.count(rule, rule_field::kParams);
    if (!list_fits(first, count, kParamWords)) return false;
    for (uint32_t index = 0; index < count; ++index) {
      uint32_t at = first + index * kParamWords;
      uint32_t a = view_.word(at + param_field::kValue);
      uint32_t b = view_.word(at + param_field::kValue + 1);
      if (!texts_fit(at, 1)) return false;
      switch (view_.word(at + param_field::kType)) {
        case static_cast<uint32_t>(ParamSpec::Type::kText):
          if (!text_fits(a, b)) return false;
          break;
        case static_cast<uint32_t>(ParamSpec::Type::kList):
          if (!texts_fit(a, b)) return false;
          break;
        case static_cast<uint32_t>(ParamSpec::Type::kNumber):
        case static_cast<uint32_t>(ParamSpec::Type::kFlag):
          break;
        default:
          return false;
      }
    }
    return true;
  }

  static bool bits_fit(uint32_t bits) {
    return (bits & 0xf) <= static_cast<uint32_t>(Severity::kCritical) &&
           (bits >> 4 & 0xf) <= static_cast<uint32_t>(RuleScope::kVpcConnection) &&
           (bits >> 8 & 0xf) <= static_cast<uint32_t>(RuleNeeds::kText) &&
           (bits >> 12 & 0xf) <= static_cast<uint32_t>(RuleStatus::kDeprecated) &&
           (bits >> kFixKindShift & 0xf) <= static_cast<uint32_t>(FixKind::kRename) &&
           (bits >> kAboutShift & 0xf) <= static_cast<uint32_t>(RuleAbout::kLive);
  }

  // Exactly one of a check that this program has, about the same inputs, and a program.
  bool logic_fits(uint32_t rule) const {
    auto about = static_cast<RuleAbout>(view_.rule_word(rule, rule_field::kBits) >> kAboutShift & 0xf);
    std::string_view name = view_.rule_text(rule, rule_field::kCheck);
    bool logic = view_.program(rule, rule_field::kFail).size != 0;
    if (logic) return name.empty() && about != RuleAbout::kPolicy;
    for (const Check& check : all_checks()) {
      if (check.name == name) return check.about == about;
    }
    return false;
  }

  const BlobView& view_;
  uint32_t key_count_;
};

}  // namespace

bool verify_blob(std::string_view blob, BlobView& view, uint32_t& key_count, uint64_t& print) {
  if (blob.size() < header::kBytes || !blob.starts_with(kPackMagic)) return false;
  std::string_view head = blob.substr(kPackMagic.size(), size_t{4} * header::kWords);
  if (BlobView::load(head, header::kFormat) != kPackFormat || BlobView::load(head, header::kSize) != blob.size()) {
    return false;
  }
  key_count = BlobView::load(head, header::kKeyCount);
  std::memcpy(&print, head.data() + size_t{4} * header::kCatalogPrint, 8);
  std::string_view* sections[kSectionCount] = {&view.strings, &view.catalog, &view.rules, &view.words};
  for (uint32_t section = 0; section < kSectionCount; ++section) {
    uint64_t offset = BlobView::load(head, header::kSections + 2 * section);
    uint64_t size = BlobView::load(head, header::kSections + 2 * section + 1);
    if (offset < header::kBytes || offset + size > blob.size()) return false;
    *sections[section] = blob.substr(offset, size);
  }
  return Verifier(view, key_count).run();
}

uint64_t catalog_print(const Catalog& catalog) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (size_t key = 0; key < catalog.size(); ++key) {
    std::string_view name = catalog.name(static_cast<KeyId>(key));
    for (char c : name) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
    hash = (hash ^ 0xff) * 0x100000001b3;
  }
  return hash;
}

}  // namespace klamm
