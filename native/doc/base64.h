// Base64 inside of documents (MSK's `ServerProperties`, `user_data`, secrets of Kubernetes).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "klamm/document.h"

namespace klamm {

// The decoded value of a string node as a source of its own; each of its bytes leads to its group of four letters, and
// from there through the document's own escapes. RFC 4648, section 4: that alphabet and nothing else (no line ends),
// padded. The error says the first letter (1-based, of the decoded string) that is wrong, and nothing of the value.
Result<std::shared_ptr<const Source>> embed_base64(const Document& document, NodeId id);

// Bytes as letters of base64, padded.
std::string base64_encoded(std::string_view bytes);

}  // namespace klamm
