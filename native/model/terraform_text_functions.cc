#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/scan.h"
#include "model/terraform_functions.h"

namespace klamm {
namespace {

constexpr std::string_view kBlanks = " \t\n\v\f\r";

bool is_ascii(std::string_view text) { return find_beyond_ascii(text, 0) == text.size(); }

// The arguments as strings; what stops the function, or null.
TfRef take_texts(const TfCall& call, size_t count, std::vector<TfRef>& texts) {
  if (call.size() != count) return call.failed();
  for (const TfRef& argument : call.arguments) {
    texts.push_back(tf_to_string(argument));
    if (texts.back()->failed || texts.back()->kind == TfKind::kNull) return call.failed();
  }
  bool known = std::all_of(texts.begin(), texts.end(), [](const TfRef& text) { return text->known(); });
  return known ? nullptr : call.unknown();
}

TfRef slice(const TfCall& call, const TfRef& text, size_t begin, size_t end) {
  return tf_string(tf_slice(text->text, begin, std::max(begin, end)), call.place);
}

template <char (*kChange)(char)>
TfRef changed_letters(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 1, texts)) return stop;
  if (!is_ascii(texts[0]->text.bytes)) return call.unknown();
  TfText text = texts[0]->text;
  for (char& byte : text.bytes) byte = kChange(byte);
  return tf_string(std::move(text), call.place);
}

char upper(char byte) { return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte; }
char lowered(char byte) { return lower(byte); }

TfRef trimmed(const TfCall& call, const TfRef& text, std::string_view marks, bool left, bool right) {
  const std::string& bytes = text->text.bytes;
  size_t begin = left ? std::min(bytes.find_first_not_of(marks), bytes.size()) : 0;
  size_t last = right ? bytes.find_last_not_of(marks) : bytes.size() - 1;
  return slice(call, text, begin, bytes.empty() || last == std::string::npos ? begin : last + 1);
}

TfRef trim_space(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 1, texts)) return stop;
  return is_ascii(texts[0]->text.bytes) ? trimmed(call, texts[0], kBlanks, true, true) : call.unknown();
}

TfRef trim(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  if (!is_ascii(texts[1]->text.bytes)) return call.unknown();
  return trimmed(call, texts[0], texts[1]->text.bytes, true, true);
}

TfRef chomp(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 1, texts)) return stop;
  return trimmed(call, texts[0], "\r\n", false, true);
}

TfRef trim_prefix(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  const std::string& text = texts[0]->text.bytes;
  const std::string& prefix = texts[1]->text.bytes;
  return slice(call, texts[0], text.starts_with(prefix) ? prefix.size() : 0, text.size());
}

TfRef trim_suffix(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  const std::string& text = texts[0]->text.bytes;
  const std::string& suffix = texts[1]->text.bytes;
  return slice(call, texts[0], 0, text.size() - (text.ends_with(suffix) ? suffix.size() : 0));
}

TfRef starts_with(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  return tf_bool(texts[0]->text.bytes.starts_with(texts[1]->text.bytes), call.place);
}

TfRef ends_with(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  return tf_bool(texts[0]->text.bytes.ends_with(texts[1]->text.bytes), call.place);
}

TfRef contains_text(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  return tf_bool(texts[0]->text.bytes.find(texts[1]->text.bytes) != std::string::npos, call.place);
}

TfRef split(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 2, texts)) return stop;
  const std::string& mark = texts[0]->text.bytes;
  const std::string& text = texts[1]->text.bytes;
  if (mark.empty()) return call.unknown();
  std::vector<TfRef> items;
  for (size_t at = 0;;) {
    if (!call.budget.take_steps()) return call.unknown();
    size_t found = text.find(mark, at);
    items.push_back(slice(call, texts[1], at, std::min(found, text.size())));
    if (found == std::string::npos) break;
    at = found + mark.size();
  }
  return tf_sequence(TfKind::kList, std::move(items), call.place);
}

TfRef replace(const TfCall& call) {
  std::vector<TfRef> texts;
  if (TfRef stop = take_texts(call, 3, texts)) return stop;
  const std::string& text = texts[0]->text.bytes;
  const std::string& from = texts[1]->text.bytes;
  // In slashes it is a regular expression.
  if (from.empty() || (from.size() > 1 && from.front() == '/' && from.back() == '/')) return call.unknown();
  TfTextBuilder out(call.budget, call.place);
  for (size_t at = 0;;) {
    size_t found = text.find(from, at);
    out.value(tf_slice(texts[0]->text, at, std::min(found, text.size())), call.places[0], call.iterates[0]);
    if (found == std::string::npos || call.budget.spent()) break;
    out.value(texts[2]->text, call.places[2], false);
    at = found + from.size();
  }
  return out.finish();
}

TfRef join(const TfCall& call) {
  if (call.size() < 2) return call.failed();
  TfRef mark = tf_to_string(call.at(0));
  if (mark->failed || mark->kind == TfKind::kNull) return call.failed();
  TfTextBuilder out(call.budget, call.place);
  bool first = true;
  for (size_t index = 1; index < call.size(); ++index) {
    const TfRef& list = call.at(index);
    if (!list->known() || !mark->known()) return list->failed ? call.failed() : call.unknown();
    if (!list->is_sequence()) return call.failed();
    for (const TfRef& item : list->items) {
      if (!std::exchange(first, false)) out.mark(mark->text.bytes);
      if (!out.add(item, call.places[index], true)) return call.failed();
    }
  }
  return out.finish();
}

// One verb of format(), whose plain forms are known here; the others make the text unknown.
TfRef formatted(const TfCall& call, char verb, const TfRef& argument) {
  if (argument->failed) return argument;
  if (verb == 'd') {
    TfRef number = tf_to_number(argument);
    if (number->kind == TfKind::kNumber && !tf_integer(*number)) return call.unknown();
    return number->kind == TfKind::kNumber ? tf_to_string(number) : number;
  }
  if (argument->kind == TfKind::kNull) return verb == 'v' ? tf_string("null", call.place) : call.failed();
  if (verb == 'v' && (argument->is_sequence() || argument->is_mapping())) {
    return tf_json_encode(argument, call.place, call.budget);
  }
  return tf_to_string(argument);
}

TfRef format(const TfCall& call) {
  if (call.size() == 0) return call.failed();
  TfRef pattern = tf_to_string(call.at(0));
  if (!pattern->known()) return pattern->failed ? call.failed() : call.unknown();
  if (pattern->kind != TfKind::kString) return call.failed();
  const std::string& text = pattern->text.bytes;
  TfTextBuilder out(call.budget, call.place);
  size_t next = 1;
  for (size_t at = 0; at < text.size() && !call.budget.spent();) {
    size_t verb = std::min(text.find('%', at), text.size());
    out.value(tf_slice(pattern->text, at, verb), call.places[0], false);
    if (verb == text.size()) break;
    if (verb + 1 == text.size()) return call.failed();
    char kind = text[verb + 1];
    at = verb + 2;
    if (kind == '%') {
      out.value(tf_slice(pattern->text, verb, verb + 1), call.places[0], false);
      continue;
    }
    if (kind != 's' && kind != 'd' && kind != 'v') return call.unknown();
    if (next == call.size()) return call.failed();
    if (!out.add(formatted(call, kind, call.at(next)), call.places[next], call.iterates[next])) return call.failed();
    ++next;
  }
  return next == call.size() ? out.finish() : call.failed();
}

struct Named {
  std::string_view name;
  TfFunction function;
};

constexpr std::array<Named, 14> kFunctions = {{{"chomp", chomp},
                                               {"endswith", ends_with},
                                               {"format", format},
                                               {"join", join},
                                               {"lower", changed_letters<lowered>},
                                               {"replace", replace},
                                               {"split", split},
                                               {"startswith", starts_with},
                                               {"strcontains", contains_text},
                                               {"trim", trim},
                                               {"trimprefix", trim_prefix},
                                               {"trimspace", trim_space},
                                               {"trimsuffix", trim_suffix},
                                               {"upper", changed_letters<upper>}}};

}  // namespace

TfFunction tf_text_function(std::string_view name) {
  auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Named& one) { return one.name == name; });
  return found == kFunctions.end() ? nullptr : found->function;
}

}  // namespace klamm
