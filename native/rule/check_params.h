// The parameters of a check, read from a pack.
#pragma once

#include <vector>

#include "klamm/linter.h"
#include "rule/blob.h"
#include "rule/check.h"
#include "rule/hit_record.h"

namespace klamm {

class PackParams : public Params {
 public:
  PackParams(const BlobView& view, uint32_t rule) : view_(view), rule_(rule) {}

  std::string_view text(std::string_view name) const override;
  int64_t number(std::string_view name, int64_t otherwise) const override;
  bool flag(std::string_view name) const override;
  std::vector<std::string_view> list(std::string_view name) const override;

 private:
  // The word at which the parameter stands; UINT32_MAX if absent.
  uint32_t find(std::string_view name, ParamSpec::Type type) const;

  const BlobView& view_;
  uint32_t rule_;
};

// The same with what a project decided in front.
class SetParams : public Params {
 public:
  SetParams(const BlobView& view, RuleRef rule, const Selection& selection, std::string_view topic);

  std::string_view text(std::string_view name) const override;
  int64_t number(std::string_view name, int64_t otherwise) const override;
  bool flag(std::string_view name) const override;
  std::vector<std::string_view> list(std::string_view name) const override;

 private:
  template <class Held>
  const Held* find(std::string_view name) const;

  PackParams pack_;
  std::vector<const RuleParameter*> set_;  // the first of a name counts
};

}  // namespace klamm
