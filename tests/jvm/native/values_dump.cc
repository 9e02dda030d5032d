// A frame is a version, `broker` or `topic`, a key, and a value behind it, each but the last ended by a line feed. Its
// answer: a byte, whether the value is accepted; then its kind (b, i, d, s or l) and itself, numbers as eight bytes, a
// list with the number of its items first.
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "frames.h"
#include "klamm/value.h"
#include "project_catalog.h"

namespace {

using namespace klamm;

std::string_view take_line(std::string_view& text) {
  size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

void put_long(Answer& answer, uint64_t value) {
  answer.put_number(static_cast<uint32_t>(value >> 32));
  answer.put_number(static_cast<uint32_t>(value));
}

struct Put {
  Answer& answer;

  void operator()(bool value) const {
    answer.put_byte('b');
    answer.put_byte(value ? 1 : 0);
  }
  void operator()(int64_t value) const {
    answer.put_byte('i');
    put_long(answer, static_cast<uint64_t>(value));
  }
  void operator()(double value) const {
    uint64_t bits = 0x7ff8000000000000;  // Double.doubleToLongBits knows one NaN
    if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
    answer.put_byte('d');
    put_long(answer, bits);
  }
  void operator()(std::string_view value) const {
    answer.put_byte('s');
    answer.put_text(value);
  }
  void operator()(const ListItems& items) const {
    answer.put_byte('l');
    answer.put_number(static_cast<uint32_t>(items.size()));
    for (std::string_view item : items) answer.put_text(item);
  }
};

void dump(const std::string& frame, Answer& answer) {
  const Catalog& catalog = project_catalog();
  std::string_view rest = frame;
  KafkaVersion version = parse_version(take_line(rest)).value();
  KeyScope scope = take_line(rest) == "topic" ? KeyScope::kTopic : KeyScope::kBroker;
  KeyId key = catalog.find(take_line(rest), scope);
  auto def = catalog.define(key, version);
  if (!def) throw std::invalid_argument("no such key");
  auto value = parse_value(def->type, catalog.validator(key, version), rest);
  answer.put_byte(value ? 1 : 0);
  if (value) std::visit(Put{answer}, value.value());
}

}  // namespace

int main() { return answer_frames(dump); }
