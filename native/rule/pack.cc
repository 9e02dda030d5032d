#include "rule/pack.h"

#include <utility>

namespace klamm {
namespace {

std::vector<std::string_view> texts(const BlobView& view, uint32_t rule, uint32_t field) {
  std::vector<std::string_view> out;
  for (uint32_t index = 0; index < view.count(rule, field); ++index) out.push_back(view.item(rule, field, index));
  return out;
}

KafkaVersion version_of(uint32_t line) {
  return KafkaVersion{static_cast<uint8_t>(line >> 8), static_cast<uint8_t>(line & 0xff)};
}

RuleExample example(const BlobView& view, uint32_t at) {
  using namespace example_field;
  auto text = [&](uint32_t field) { return view.text(view.word(at + field), view.word(at + field + 1)); };
  RuleExample out;
  out.bad = (view.word(at + kBits) & 1) != 0;
  out.has_fixed = (view.word(at + kBits) & 2) != 0;
  out.rendered = (view.word(at + kBits) & 4) != 0;
  out.msk = static_cast<MskKind>(view.word(at + kBits) >> kMskShift & 3);
  out.base = text(kBase);
  out.text = text(kText);
  out.at = text(kAt);
  out.kafka = text(kKafka);
  out.fixed = text(kFixed);
  out.layer = text(kLayer);
  out.cluster = text(kCluster);
  out.form = text(kForm);
  out.today = text(kToday);
  return out;
}

}  // namespace

VersionRange Pack::Impl::range(uint32_t rule) const {
  uint32_t word = view.rule_word(rule, rule_field::kRange);
  return {version_of(word >> 16), version_of(word & 0xffff)};
}

const Check* Pack::Impl::check(uint32_t rule) const {
  std::string_view name = view.rule_text(rule, rule_field::kCheck);
  if (name.empty()) return nullptr;
  for (const Check& check : all_checks()) {
    if (check.name == name) return &check;
  }
  return nullptr;
}

Pack::Pack(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pack::Pack(Pack&&) noexcept = default;
Pack& Pack::operator=(Pack&&) noexcept = default;
Pack::~Pack() = default;

Result<Pack> Pack::open(std::string_view blob) {
  auto impl = std::make_unique<Impl>();
  impl->blob = blob;
  if (!verify_blob(blob, impl->view, impl->key_count, impl->catalog_print)) {
    return Error{"the pack of rules is damaged, or of another version of this program"};
  }
  if (!impl->view.catalog.empty()) {
    if (Result<void> fits = verify_catalog(impl->view.catalog); !fits) return fits.error();
    impl->catalog = Catalog(impl->view.catalog);
    if (impl->catalog.size() != impl->key_count) return Error{"the pack of rules does not fit its own catalog"};
  }
  return Pack(std::move(impl));
}

Result<Pack> Pack::own(std::string blob) {
  // The bytes must not move again: a short string's would, and no pack is short.
  auto owned = std::make_unique<Impl>();
  owned->owned = std::move(blob);
  Result<Pack> opened = open(owned->owned);
  if (!opened) return opened.error();
  Impl& inside = *opened.value().impl_;
  owned->blob = inside.blob;
  owned->view = inside.view;
  owned->catalog = inside.catalog;
  owned->key_count = inside.key_count;
  owned->catalog_print = inside.catalog_print;
  return Pack(std::move(owned));
}

bool Pack::has_catalog() const { return !impl_->view.catalog.empty(); }
const Catalog& Pack::catalog() const { return impl_->catalog; }
size_t Pack::rule_count() const { return impl_->view.rule_count(); }
size_t Pack::blob_size() const { return impl_->blob.size(); }

std::string_view Pack::rule_id(size_t index) const {
  return impl_->view.rule_text(static_cast<uint32_t>(index), rule_field::kId);
}
std::string_view Pack::rule_name(size_t index) const {
  return impl_->view.rule_text(static_cast<uint32_t>(index), rule_field::kName);
}
Severity Pack::severity(size_t index) const { return impl_->severity(static_cast<uint32_t>(index)); }

size_t Pack::find_rule(std::string_view id) const {
  for (uint32_t rule = 0; rule < impl_->view.rule_count(); ++rule) {
    if (rule_id(rule) == id || rule_name(rule) == id) return rule;
    for (uint32_t index = 0; index < impl_->view.count(rule, rule_field::kFormer); ++index) {
      if (impl_->view.item(rule, rule_field::kFormer, index) == id) return rule;
    }
  }
  return SIZE_MAX;
}

RuleInfo Pack::rule(size_t index) const {
  using namespace rule_field;
  const BlobView& view = impl_->view;
  auto rule = static_cast<uint32_t>(index);
  RuleInfo info;
  info.id = view.rule_text(rule, kId);
  info.name = view.rule_text(rule, kName);
  info.title = view.rule_text(rule, kTitle);
  info.severity = impl_->severity(rule);
  info.fatal = impl_->bit(rule, kBitFatal);
  info.about = impl_->about(rule);
  info.scope = impl_->scope(rule);
  info.needs = impl_->needs(rule);
  info.status = impl_->status(rule);
  info.kafka = impl_->range(rule);
  info.kraft = impl_->bit(rule, kBitKraft);
  info.zookeeper = impl_->bit(rule, kBitZooKeeper);
  info.msk = impl_->bit(rule, kBitMsk);
  info.when = view.rule_text(rule, kWhenText);
  info.fail = view.rule_text(rule, kFailText);
  info.check = view.rule_text(rule, kCheck);
  info.message = view.rule_text(rule, kMessage);
  info.why = view.rule_text(rule, kWhy);
  info.mend = view.rule_text(rule, kMend);
  info.fix_title = view.rule_text(rule, kFixTitle);
  info.fix_safe = impl_->bit(rule, kBitFixSafe);
  info.references = texts(view, rule, kReferences);
  info.practices = texts(view, rule, kPractices);
  info.yields_to = texts(view, rule, kYields);
  info.former_ids = texts(view, rule, kFormer);
  info.profiles = texts(view, rule, kProfiles);
  for (uint32_t one = 0; one < view.count(rule, kExamples); ++one) {
    info.examples.push_back(example(view, view.rule_word(rule, kExamples) + one * kExampleWords));
  }
  return info;
}

}  // namespace klamm
