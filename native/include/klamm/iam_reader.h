// Policies out of JSON: bare documents, and what the AWS command line prints.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "klamm/budget.h"
#include "klamm/document.h"
#include "klamm/iam.h"
#include "klamm/iam_policy.h"

namespace klamm {

// A diagnostic of a document that may lie within another (a policy as a string, URL-encoded or not).
struct IamDiagnostic {
  std::shared_ptr<const Source> source;
  Diagnostic diagnostic;
};

struct IamFile {
  std::vector<IamPolicy> policies;      // that the file holds for nobody in particular
  std::vector<IamIdentity> identities;  // of a dump
  bool dump = false;
  std::optional<Span> more;              // of a dump: it goes on in another page
  IamLayer layer = IamLayer::kIdentity;  // of `policies`
  bool layer_told = false;               // by the caller or by the content; else it is a guess
  std::vector<IamDiagnostic> diagnostics;

  // AWS would not have it, or it cannot be read: whatever was read is not all.
  bool refused() const;
};

// Takes a policy document; the answer of `get-role-policy`, `get-user-policy`, `get-group-policy`, `get-policy-version`
// (IAM), of `get-cluster-policy` (MSK), of `describe-policy` (Organizations), or of
// `get-account-authorization-details`; also what recorders and collections wrap such an answer in (`data`, `document`).
// `layer` says what the policies are for, and so what may stand in them; without it the content tells, and a policy
// that names no principal is an identity's. The error is the spent budget only.
Result<IamFile> read_iam(std::shared_ptr<const Source> source, std::optional<IamLayer> layer, Budget& budget);

// A policy document that stands within another JSON document: an object, or a string that holds one.
Result<IamFile> read_iam_policy(const Document& document, NodeId node, IamLayer layer, const std::string& name,
                                Budget& budget);

// `FILE:LINE:COLUMN: message`
std::string shown(const IamDiagnostic& diagnostic);

}  // namespace klamm
