#include "cpp/policies.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "cpp/frame.h"
#include "klamm/iam_roster.h"

namespace klamm::jni {
namespace {

std::shared_ptr<const Source> source(FrameReader& reader) {
  const std::string_view name = reader.text();
  const std::string_view bytes = reader.text();
  return std::make_shared<const Source>(std::string(name), std::string(bytes));
}

int32_t answer(std::span<std::byte> frame, int32_t code, std::string_view text) {
  FrameWriter writer(frame);
  if (frame.size() < sizeof(uint32_t)) return kTooSmall;
  writer.text(text.substr(0, frame.size() - sizeof(uint32_t)));
  return code;
}

}  // namespace

int32_t load_policies_frame(IamAuthorizer& authorizer, const IamOptions& options, std::span<std::byte> frame,
                            size_t length) {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const std::string arn(reader.text());
  IamRosterSources sources;
  sources.folder = reader.text();
  if (reader.u8() != 0) sources.principals = source(reader);
  for (uint32_t count = reader.u32(); count > 0 && reader.ok(); --count) sources.policies.push_back(source(reader));
  if (!reader.ok() || !reader.at_end()) return kBadFrame;
  uint64_t total = sources.principals == nullptr ? 0 : sources.principals->bytes().size();
  for (const auto& each : sources.policies) total += each->bytes().size();

  const auto cluster = parse_iam_cluster(arn);
  if (!cluster) return answer(frame, 0, "klamm.iam.cluster.arn: `" + arn + "` is no ARN of one MSK cluster");
  Budget budget;
  if (!budget.fits_bytes(total)) return answer(frame, 0, budget.error().message);
  auto roster = read_iam_roster(sources, *cluster, budget);
  if (!roster) return answer(frame, 0, roster.error().message);
  std::string warnings;
  for (const std::string& warning : roster.value().warnings) warnings += warnings.empty() ? warning : "\n" + warning;
  authorizer.replace(std::move(roster).value(), *cluster, options);
  return answer(frame, 1, warnings);
}

}  // namespace klamm::jni
