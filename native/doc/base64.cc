#include "doc/base64.h"

#include <array>

namespace klamm {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t kNoLetter = 0xff;
constexpr size_t kGroup = 4;

constexpr std::array<uint8_t, 256> kValues = [] {
  std::array<uint8_t, 256> values{};
  values.fill(kNoLetter);
  for (size_t value = 0; value < kAlphabet.size(); ++value) {
    values[static_cast<uint8_t>(kAlphabet[value])] = static_cast<uint8_t>(value);
  }
  return values;
}();

Error wrong(std::string_view what) { return Error{"not base64: " + std::string(what)}; }

}  // namespace

Result<std::shared_ptr<const Source>> embed_base64(const Document& document, NodeId id) {
  if (document.node(id).kind != NodeKind::kString) return wrong("no string");
  auto letters = document.embed(id);
  std::string_view text = letters->bytes();
  std::string_view unpadded = text;
  for (size_t count = 0; count < 2 && unpadded.ends_with('='); ++count) unpadded.remove_suffix(1);

  std::string bytes;
  bytes.reserve(text.size() / kGroup * 3);
  uint32_t bits = 0;
  for (size_t at = 0; at < unpadded.size(); ++at) {
    uint8_t value = kValues[static_cast<uint8_t>(unpadded[at])];
    if (value == kNoLetter) return wrong("letter " + std::to_string(at + 1) + " is not of its alphabet");
    bits = bits << 6 | value;
    // Of every four letters, the second, third and fourth complete a byte.
    if (at % kGroup != 0) bytes.push_back(static_cast<char>(bits >> (6 - 2 * (at % kGroup))));
  }
  if (text.size() % kGroup != 0) return wrong("the number of letters, padding counted, is no multiple of four");

  SpanMap map;
  map.add(0, {0, static_cast<uint32_t>(text.size())}, SpanMap::Kind::kBase64);
  return std::make_shared<const Source>(std::move(letters), std::move(bytes), std::move(map));
}

std::string base64_encoded(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    uint32_t group = 0;
    for (size_t index = at; index < at + 3; ++index) {
      group = group << 8 | (index < bytes.size() ? static_cast<uint8_t>(bytes[index]) : 0);
    }
    for (int letter = 0; letter < 4; ++letter) {
      bool padding = static_cast<size_t>(letter) > bytes.size() - at;
      out += padding ? '=' : kLetters[group >> (18 - 6 * letter) & 63];
    }
  }
  return out;
}

}  // namespace klamm
