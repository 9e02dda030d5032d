#include "report/escape.h"

#include <fmt/format.h>

#include <iterator>

#include "report/code_points.h"

namespace klamm {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Copies runs of bytes that `plain` accepts as they are and hands every other code point to `special`.
template <class Plain, class Special>
void transform(std::string& out, std::string_view text, Plain plain, Special special) {
  size_t at = 0;
  while (at < text.size()) {
    size_t run = at;
    while (run < text.size() && plain(static_cast<uint8_t>(text[run]))) ++run;
    out.append(text, at, run - at);
    if (run == text.size()) return;
    CodePoint code = code_point(text, run);
    special(code, text.substr(run, code.size));
    at = run + code.size;
  }
}

bool printable_ascii(uint8_t byte) { return byte >= 0x20 && byte < 0x7F; }

// JSON's \uXXXX, with a surrogate pair above U+FFFF.
void append_json_escape(std::string& out, char32_t code) {
  auto unit = [&out](uint32_t value) { fmt::format_to(std::back_inserter(out), "\\u{:04x}", value); };
  if (code < 0x10000) {
    unit(code);
  } else {
    unit(0xD800 + ((code - 0x10000) >> 10));
    unit(0xDC00 + ((code - 0x10000) & 0x3FF));
  }
}

bool allowed_in_xml(char32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
}

void append_percent(std::string& out, char c) {
  fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<uint8_t>(c));
}

void append_visibly(std::string& out, CodePoint code, std::string_view bytes) {
  uint32_t value = code.value;
  if (code.valid && !invisible(code.value)) {
    out += bytes;
  } else if (value == '\n') {
    out += "\\n";
  } else if (value == '\t') {
    out += "\\t";
  } else if (value == '\r') {
    out += "\\r";
  } else if (value < 0x100) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", value);
  } else if (value < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", value);
  } else {
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", value);
  }
}

// Percent-encodes line ends and what `reserved` holds.
void append_github(std::string& out, std::string_view text, std::string_view reserved) {
  auto plain = [reserved](uint8_t byte) {
    return printable_ascii(byte) && reserved.find(static_cast<char>(byte)) == std::string_view::npos;
  };
  transform(out, text, plain, [&out](CodePoint code, std::string_view bytes) {
    if (printable_ascii(static_cast<uint8_t>(bytes[0])) || code.value == '\n' || code.value == '\r') {
      append_percent(out, bytes[0]);
    } else {
      append_visibly(out, code, bytes);
    }
  });
}

}  // namespace

void append_printable(std::string& out, std::string_view text) {
  transform(out, text, printable_ascii,
            [&out](CodePoint code, std::string_view bytes) { append_visibly(out, code, bytes); });
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  auto plain = [](uint8_t byte) { return printable_ascii(byte) && byte != '"' && byte != '\\'; };
  transform(out, text, plain, [&out](CodePoint code, std::string_view bytes) {
    if (!code.valid) {
      out += kReplacement;
    } else if (code.value == '"' || code.value == '\\') {
      out += '\\';
      out += bytes;
    } else if (code.value == '\n') {
      out += "\\n";
    } else if (code.value == '\t') {
      out += "\\t";
    } else if (invisible(code.value)) {
      append_json_escape(out, code.value);
    } else {
      out += bytes;
    }
  });
  out += '"';
}

void append_xml(std::string& out, std::string_view text) {
  auto plain = [](uint8_t byte) {
    return printable_ascii(byte) && byte != '<' && byte != '>' && byte != '&' && byte != '"';
  };
  transform(out, text, plain, [&out](CodePoint code, std::string_view bytes) {
    if (!code.valid || !allowed_in_xml(code.value)) {
      out += kReplacement;
    } else if (code.value == '<') {
      out += "&lt;";
    } else if (code.value == '>') {
      out += "&gt;";
    } else if (code.value == '&') {
      out += "&amp;";
    } else if (code.value == '"') {
      out += "&quot;";
    } else if (invisible(code.value)) {
      fmt::format_to(std::back_inserter(out), "&#x{:X};", static_cast<uint32_t>(code.value));
    } else {
      out += bytes;
    }
  });
}

void append_uri(std::string& out, std::string_view path) {
  if (path.starts_with('/')) out += "file://";
  for (char c : path) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '/' || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
}

void append_github_data(std::string& out, std::string_view text) { append_github(out, text, "%"); }

void append_github_property(std::string& out, std::string_view text) { append_github(out, text, "%:,"); }

}  // namespace klamm
