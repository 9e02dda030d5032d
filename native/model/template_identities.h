// Users, roles and groups of a template.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "klamm/iam_policy.h"
#include "model/template_values.h"

namespace klamm {

enum class HolderKind : uint8_t { kRole, kUser, kGroup };
inline constexpr size_t kHolderKinds = 3;
inline constexpr std::string_view kSamFunction = "AWS::Serverless::Function";

// A resource that holds policies, and the names of its attributes; "" where it has none.
struct HolderType {
  std::string_view type;
  HolderKind kind;
  std::string_view name;
  std::string_view inline_list;
  std::string_view inline_name;
  std::string_view inline_document;
  std::string_view managed;
  std::string_view boundary;
};
// nullptr: it is none.
const HolderType* holder_type(const Resource& resource);

struct TemplateHolder {
  HolderKind kind = HolderKind::kRole;
  const Resource* resource = nullptr;  // null: made elsewhere
  TemplateText name;
  IamIdentity identity;
};

TemplateHolder make_holder(const Template& from, const Resource& resource, const HolderType& type);
// The one that a value names. One that the template does not make is added: of it not all is known.
TemplateHolder& find_holder(const Template& from, std::deque<TemplateHolder>& holders, HolderKind kind,
                            const TemplateText& value);
TemplateHolder* holder_of(std::deque<TemplateHolder>& holders, const Resource& resource);
// Gives users what their groups have.
void join_groups(const Template& from, std::deque<TemplateHolder>& holders, Budget& budget);

}  // namespace klamm
