// Secrets in text of which nothing is known: a comment, a line swallowed by another, a URL.
#pragma once

#include <string_view>
#include <vector>

#include "klamm/span.h"

namespace klamm {

// The pieces of one line that look like a secret's value: behind a name that Catalog::secret_by_name() calls a secret
// and a `=` or `:`, the password of a URL, key material behind -----BEGIN. Rather too much than too little.
std::vector<Span> secret_spans(std::string_view line);

}  // namespace klamm
