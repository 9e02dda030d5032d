#include "rule/blob_writer.h"

namespace klamm {
namespace {

void append(std::string& out, const std::vector<uint32_t>& words) {
  out.append(reinterpret_cast<const char*>(words.data()), words.size() * 4);
}

}  // namespace

StringRef BlobWriter::text(std::string_view text) {
  auto known = known_.find(text);
  if (known != known_.end()) return known->second;
  StringRef ref{static_cast<uint32_t>(strings_.size()), static_cast<uint32_t>(text.size())};
  strings_.append(text);
  known_.emplace(text, ref);
  return ref;
}

void BlobWriter::put_text(std::vector<uint32_t>& to, uint32_t at, std::string_view text) {
  StringRef ref = this->text(text);
  to[at] = ref.offset;
  to[at + 1] = ref.size;
}

void BlobWriter::put_texts(std::vector<uint32_t>& to, uint32_t at, const std::vector<std::string_view>& texts) {
  std::vector<uint32_t> refs(2 * texts.size());
  for (size_t index = 0; index < texts.size(); ++index) put_text(refs, static_cast<uint32_t>(2 * index), texts[index]);
  put_words(to, at, refs, 2);
}

void BlobWriter::put_words(std::vector<uint32_t>& to, uint32_t at, const std::vector<uint32_t>& words,
                           uint32_t stride) {
  to[at] = static_cast<uint32_t>(words_.size());
  to[at + 1] = static_cast<uint32_t>(words.size() / stride);
  words_.insert(words_.end(), words.begin(), words.end());
}

std::string BlobWriter::finish(std::string_view catalog, uint32_t key_count, uint64_t print) const {
  std::vector<uint32_t> head(header::kWords);
  std::string body;
  auto place = [&](Section section, std::string_view bytes) {
    body.resize((body.size() + 7) / 8 * 8);
    auto at = header::kSections + 2 * static_cast<uint32_t>(section);
    head[at] = static_cast<uint32_t>(header::kBytes + 4 + body.size());
    head[at + 1] = static_cast<uint32_t>(bytes.size());
    body.append(bytes);
  };
  std::string rules;
  append(rules, rules_);
  std::string words;
  append(words, words_);
  place(Section::kStrings, strings_);
  place(Section::kCatalog, catalog);
  place(Section::kRules, rules);
  place(Section::kWords, words);
  static_assert((header::kBytes + 4) % 8 == 0, "sections begin at multiples of eight");
  head[header::kFormat] = kPackFormat;
  head[header::kKeyCount] = key_count;
  std::memcpy(&head[header::kCatalogPrint], &print, 8);
  head[header::kSize] = static_cast<uint32_t>(header::kBytes + 4 + body.size());
  std::string out(kPackMagic);
  append(out, head);
  out.append(4, '\0');
  return out + body;
}

}  // namespace klamm
