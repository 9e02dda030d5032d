// MSK clusters of a template, as its policies name them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam.h"
#include "model/template_values.h"

namespace klamm {

class TemplateClusters {
 public:
  explicit TemplateClusters(const Template& from);

  // What is known of the ARN that an address stands for, the rest of it holes; empty: it is no cluster's ARN.
  std::string arn_at(std::string_view address) const;
  // The only cluster that the template makes, if its name is known.
  std::optional<IamCluster> only() const;

 private:
  struct Cluster {
    std::string address;
    std::string name;  // may have holes
    bool known = false;
    bool serverless = false;
    bool made = false;
  };
  std::vector<Cluster> clusters_;
};

}  // namespace klamm
