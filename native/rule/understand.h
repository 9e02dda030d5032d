// From the text of an input to what rules are run over.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rule/subject.h"

namespace klamm {

struct Understood {
  std::vector<std::unique_ptr<RuleSubject>> subjects;            // one for each node that a document deploys
  std::vector<std::string> names;                                // of the subjects; empty where there is but one
  std::vector<std::shared_ptr<const MskInventory>> inventories;  // of which some of them are
  // Why it could not be read, and where; nothing is judged then.
  struct Refusal {
    std::shared_ptr<const Source> source;
    Span span;
    std::string message;
  };
  std::optional<Refusal> refusal;
};

// How a broker's configuration is read.
BrokerOptions broker_options(const LintOptions& options);

// What a text is: as the options say, or as it looks.
InputKind kind_of(const Source& source, const Catalog& catalog, const LintOptions& options);

// The error is the spent budget. Of a kind that needs YAML, options.yaml is set.
Result<Understood> understand(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                              const LintOptions& options, Budget& budget);

}  // namespace klamm
