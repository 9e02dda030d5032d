// A frame is a properties file; its answer: the index of the first setting that is refused (as a number, all bits set
// without one), the number of settings, and of each: whether it is the one that counts (a byte), key, value (WTF-8).
#include "frames.h"
#include "klamm/document.h"

namespace {

constexpr uint32_t kNone = 0xffffffff;

void dump(std::string frame, Answer& answer) {
  klamm::Budget budget;
  auto read = klamm::read_properties(std::make_shared<klamm::Source>("frame", std::move(frame)), budget);
  const klamm::Document& document = read.value();
  const klamm::NodeId first = document.node(document.root()).first_child;
  uint32_t refused = kNone;
  if (document.refused()) {
    klamm::Span place = document.diagnostics().front().span;
    refused = 0;
    for (klamm::NodeId id = first; document.node(id).value_span.end < place.end; id = document.node(id).next) ++refused;
  }
  answer.put_number(refused);
  answer.put_number(static_cast<uint32_t>(document.size() - 1));
  for (klamm::NodeId id = first; id != klamm::kNoNode; id = document.node(id).next) {
    answer.put_byte(document.find(document.root(), document.key(id)) == id);
    answer.put_text(document.key(id));
    answer.put_text(document.value(id));
  }
}

}  // namespace

int main() { return answer_frames(dump); }
