// Who may include whom. A folder that is not in this table may not exist.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string_view>

#include "unit/house/tree.h"

namespace {

struct Folder {
  std::string_view path;
  std::vector<std::string_view> may;  // what stands before the '/' of a quoted include; `klamm` is native/include/klamm
};

const Folder kFolders[] = {
    {"native/include/klamm", {"klamm"}},
    {"native/base", {"klamm", "base"}},
    {"native/doc", {"klamm", "doc", "base"}},
    {"native/doc_yaml", {"klamm", "doc_yaml", "base", "doc"}},
    {"native/doc_hcl", {"klamm", "doc_hcl", "base", "doc"}},
    {"native/model", {"klamm", "model", "base", "doc"}},
    {"native/authz", {"klamm", "authz", "base"}},
    {"native/rule", {"klamm", "rule", "base", "doc", "model", "authz", "fix"}},
    {"native/builtin", {"klamm"}},
    {"native/fix", {"klamm", "fix", "base", "doc"}},
    {"native/triage", {"klamm", "triage", "base", "rule"}},
    {"native/proof", {"klamm", "proof", "base", "rule", "fix"}},
    {"native/report", {"klamm", "report", "base", "rule", "triage"}},
    {"linter", {"klamm", "linter"}},
    {"jni", {"klamm", "cpp"}},
};

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

bool is_code(std::string_view extension) {
  return extension == ".cc" || extension == ".h" || extension == ".inc" || extension == ".S";
}

// The name that the line includes, with its opening quote or bracket; empty for any other line.
std::string_view included(std::string_view line) {
  auto skip_blanks = [&line] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
  skip_blanks();
  if (!line.starts_with('#')) return {};
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return {};
  line.remove_prefix(7);
  skip_blanks();
  return line.substr(0, line.find_first_of("\">", 1));
}

const Folder* folder_of(std::string_view path) {
  auto found = std::find_if(std::begin(kFolders), std::end(kFolders),
                            [path](const Folder& folder) { return is_below(path, folder.path); });
  return found == std::end(kFolders) ? nullptr : &*found;
}

// Why a file of `folder` may not have that line, else empty.
std::string objection(const Folder* folder, std::string_view line) {
  std::string_view name = included(line);
  if (name.empty()) return {};
  size_t slash = name.find('/');
  std::string_view first = slash == std::string_view::npos ? "" : name.substr(1, slash - 1);
  auto is_first = [first](std::string_view may) { return may == first; };
  if (name.front() == '<') {
    // Our own folders in brackets would slip by.
    bool ours = std::any_of(std::begin(kFolders), std::end(kFolders), [&](const Folder& candidate) {
      return std::any_of(candidate.may.begin(), candidate.may.end(), is_first);
    });
    return ours ? "includes ours in brackets" : "";
  }
  bool allowed = std::any_of(folder->may.begin(), folder->may.end(), is_first);
  return allowed ? "" : "may not include " + std::string(name.substr(1));
}

}  // namespace

TEST_CASE("every include goes where the design allows it") {
  size_t seen = 0;
  for (const char* tree : {"native", "linter", "jni"}) {
    for (const auto& file : klamm::house_files(tree)) {
      if (!is_code(file.extension)) continue;
      INFO(file.path);
      const Folder* folder = folder_of(file.path);
      CHECK(folder != nullptr);
      if (folder == nullptr) continue;
      for (const auto& line : file.lines()) {
        CHECK(objection(folder, line) == "");
        if (!included(line).empty()) ++seen;
      }
    }
  }
  CHECK(seen > 50);
}

TEST_CASE("a forbidden include is noticed") {
  auto in = [](std::string_view path, std::string_view line) { return objection(folder_of(path), line); };
  CHECK(in("native/base/a.cc", "#include \"doc/b.h\"") == "may not include doc/b.h");
  CHECK(in("native/authz/a.cc", "  #  include \"doc/b.h\"") == "may not include doc/b.h");
  CHECK(in("native/rule/checks/a.cc", "#include \"report/b.h\"") == "may not include report/b.h");
  CHECK(in("native/triage/a.h", "#include \"doc/b.h\"") == "may not include doc/b.h");
  CHECK(in("linter/main.cc", "#include \"base/utf8.h\"") == "may not include base/utf8.h");
  CHECK(in("jni/cpp/entries.cc", "#include \"authz/edit.h\"") == "may not include authz/edit.h");
  CHECK(in("native/doc/a.cc", "#include \"b.h\"") == "may not include b.h");
  CHECK(in("native/doc/a.cc", "#include <model/b.h>") == "includes ours in brackets");
  CHECK(in("native/doc/a.cc", "#include \"../model/b.h\"") == "may not include ../model/b.h");
  CHECK(in("native/rule/a.cc", "#include \"authz/b.h\"").empty());
  CHECK(in("native/rule/a.cc", "#include <vector>").empty());
  CHECK(in("native/rule/a.cc", "// #include \"report/b.h\"").empty());
  CHECK(folder_of("native/shared/a.cc") == nullptr);
  CHECK(folder_of("native/doc_xml/a.cc") == nullptr);
}
