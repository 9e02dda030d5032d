#include "klamm/hcl.h"

#include "doc_hcl/hcl_parser.h"

namespace klamm {
namespace {

Result<HclFile> read(std::shared_ptr<const Source> source, Budget& budget, HclLexer::Mode mode) {
  HclFile file(std::move(source));
  if (!budget.fits_bytes(file.source().bytes().size())) return budget.error();
  HclParser parser(file, budget, mode);
  mode == HclLexer::Mode::kMain ? parser.parse_file() : parser.parse_template();
  if (budget.spent()) return budget.error();
  return file;
}

}  // namespace

HclId HclFile::add(const HclNode& node) {
  HclId id = size_++;
  if (id % kChunk == 0) chunks_.emplace_back().reserve(kChunk);
  chunks_.back().push_back(node);
  return id;
}

Result<HclFile> read_hcl(std::shared_ptr<const Source> source, Budget& budget) {
  return read(std::move(source), budget, HclLexer::Mode::kMain);
}

Result<HclFile> read_hcl_template(std::shared_ptr<const Source> source, Budget& budget) {
  return read(std::move(source), budget, HclLexer::Mode::kTemplate);
}

}  // namespace klamm
