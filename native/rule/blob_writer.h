// Lays out a pack.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rule/blob.h"

namespace klamm {

class BlobWriter {
 public:
  // One copy of each text.
  StringRef text(std::string_view text);
  void put_text(std::vector<uint32_t>& to, uint32_t at, std::string_view text);
  // A list of texts, placed in the words; {first word, count} go to to[at], to[at + 1].
  void put_texts(std::vector<uint32_t>& to, uint32_t at, const std::vector<std::string_view>& texts);
  void put_words(std::vector<uint32_t>& to, uint32_t at, const std::vector<uint32_t>& words, uint32_t stride = 1);
  void add_rule(const std::vector<uint32_t>& rule) { rules_.insert(rules_.end(), rule.begin(), rule.end()); }

  std::string finish(std::string_view catalog, uint32_t key_count, uint64_t print) const;

 private:
  std::string strings_;
  std::map<std::string, StringRef, std::less<>> known_;
  std::vector<uint32_t> words_;
  std::vector<uint32_t> rules_;
};

}  // namespace klamm
