#include "linter/lint_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "klamm/files.h"
#include "linter/commands.h"
#include "linter/replace_file.h"
#include "linter/sniff.h"
#include "linter/unified_diff.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

constexpr size_t kChunk = 16;          // files that one thread takes at a time
constexpr size_t kAheadPerThread = 4;  // chunks finished or begun before the one that is printed next

const LintResult kNoneOfOurs;

// What came of some inputs that stand next to each other.
struct Chunk {
  std::vector<ReportPart> parts;  // by output
  RunSummary summary;
  std::vector<std::string> complaints;
  std::string diff;
  MendCount mended;
  std::vector<Finding> found;
  uint64_t gone = 0;
  std::vector<std::pair<size_t, size_t>> used;  // settings and which of their ignores
  std::vector<std::pair<size_t, size_t>> met;
};

class Runner {
 public:
  explicit Runner(LintRun& run) : run_(run), chunks_((run.inputs.size() + kChunk - 1) / kChunk) {}

  RunSummary go() {
    for (const FileSettings& settings : run_.settings) {
      run_.used.emplace_back(settings.ignores.size());
      run_.met.emplace_back(settings.ignores.size());
    }
    for (RunOutput& each : run_.outputs) each.reporter->begin(each.output.buffer());
    size_t threads = std::min<size_t>(run_.threads, chunks_);
    if (threads <= 1) {
      for (size_t index = 0; index < chunks_; ++index) print(*make(index));
    } else {
      go_parallel(threads);
    }
    for (RunOutput& each : run_.outputs) each.reporter->end(summary_, each.output.buffer());
    return std::move(summary_);
  }

 private:
  // Threads make chunks in order and leave them in a ring; this thread prints them in order.
  void go_parallel(size_t threads) {
    ring_.resize(threads * kAheadPerThread);
    std::vector<std::jthread> pool;
    pool.reserve(threads);
    for (size_t index = 0; index < threads; ++index) pool.emplace_back([this] { work(); });
    for (size_t index = 0; index < chunks_; ++index) {
      std::unique_ptr<Chunk> chunk;
      {
        std::unique_lock lock(mutex_);
        made_.wait(lock, [&] { return failure_ != nullptr || ring_[index % ring_.size()] != nullptr; });
        if (failure_ != nullptr) break;
        chunk = std::move(ring_[index % ring_.size()]);
        printed_ = index + 1;
      }
      printed_one_.notify_all();
      print(*chunk);
    }
    pool.clear();
    if (failure_ != nullptr) std::rethrow_exception(failure_);
  }

  void work() {
    while (true) {
      size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        printed_one_.wait(
            lock, [this] { return failure_ != nullptr || next_ == chunks_ || next_ < printed_ + ring_.size(); });
        if (failure_ != nullptr || next_ == chunks_) return;
        index = next_++;
      }
      std::unique_ptr<Chunk> chunk;
      std::exception_ptr failure;
      try {
        chunk = make(index);
      } catch (...) {
        failure = std::current_exception();
      }
      {
        std::lock_guard lock(mutex_);
        if (failure != nullptr) {
          failure_ = failure;
        } else {
          ring_[index % ring_.size()] = std::move(chunk);
        }
      }
      made_.notify_one();
      if (failure != nullptr) printed_one_.notify_all();
    }
  }

  std::unique_ptr<Chunk> make(size_t index) const {
    auto chunk = std::make_unique<Chunk>();
    chunk->parts.resize(run_.outputs.size());
    size_t end = std::min(run_.inputs.size(), (index + 1) * kChunk);
    for (size_t input = index * kChunk; input < end; ++input) lint_one(run_.inputs[input], *chunk);
    return chunk;
  }

  void lint_one(const RunInput& input, Chunk& chunk) const {
    if (input.modules != nullptr) return lint_modules(input, chunk);
    const FileSettings& settings = run_.settings[input.settings];
    std::shared_ptr<const Source> source = input.source;
    if (input.error != nullptr) return refuse(input, *input.error, chunk);
    if (source == nullptr) {
      bool guess = !input.named && !settings.options.as;
      if (guess && large_and_none_of_ours(input.path, settings.packs.front()->catalog())) {
        return report({input.path, &kNoneOfOurs, nullptr, nullptr}, chunk);
      }
      Budget budget(settings.options.limits);
      auto read = files_.read(input.path, budget);
      if (!read) return refuse(input, read.error(), chunk);
      source = std::move(read).value();
    }
    auto linted = lint(source, settings.packs, settings.selection, settings.options);
    if (!linted) return refuse(input, linted.error(), chunk);
    LintResult& result = linted.value();
    if (result.kind == InputKind::kNone && input.named) {
      return refuse(input, {none_of_ours(input.path)}, chunk);
    }
    if (result.kind != InputKind::kNone) {
      if (auto done = mend_one(input, settings, source, result, chunk); !done)
        return refuse(input, done.error(), chunk);
      if (auto done = triage(input, *source, settings, result, chunk); !done) return refuse(input, done.error(), chunk);
    }
    if (!run_.keep_unknown) result.unknown.clear();
    report({input.path, &result, nullptr, source.get()}, chunk);
  }

  void lint_modules(const RunInput& input, Chunk& chunk) const {
    const FileSettings& settings = run_.settings[input.settings];
    const TerraformModules& modules = *input.modules;
    std::vector<LintedFile> linted;
    if (modules.about_kafka) {
      auto done = lint_terraform(DiskFiles::fenced(modules.fence), modules.folders, settings.packs, settings.selection,
                                 settings.options);
      if (!done) return refuse(input, done.error(), chunk);
      linted = std::move(done).value();
    }
    for (const WalkedFile& file : modules.files) {
      RunInput one{file.path, file.named, input.settings, nullptr, nullptr};
      auto found = std::find_if(linted.begin(), linted.end(),
                                [&](const LintedFile& each) { return each.source->name() == file.path; });
      if (found != linted.end()) {
        tell(one, settings, *found, chunk);
        linted.erase(found);
      } else if (is_terraform(file.path)) {
        report({file.path, &kNoneOfOurs, nullptr, nullptr}, chunk);
      } else {
        lint_one(one, chunk);
      }
    }
    // Of modules that stand elsewhere; but whoever names single files asks for nothing else.
    for (LintedFile& file : linted) {
      if (file.result.findings.empty() || modules.named()) continue;
      tell({file.source->name(), false, input.settings, nullptr, nullptr}, settings, file, chunk);
    }
  }

  void tell(const RunInput& input, const FileSettings& settings, LintedFile& file, Chunk& chunk) const {
    if (auto done = triage(input, *file.source, settings, file.result, chunk); !done)
      return refuse(input, done.error(), chunk);
    if (!run_.keep_unknown) file.result.unknown.clear();
    report({input.path, &file.result, nullptr, file.source.get()}, chunk);
  }

  // Makes the fixes of what is not ignored; in a diff, or in the file: `source` and `result` are then what it became.
  Result<void> mend_one(const RunInput& input, const FileSettings& settings, std::shared_ptr<const Source>& source,
                        LintResult& result, Chunk& chunk) const {
    if (run_.mend == MendMode::kNone) return {};
    auto judge = [&](const std::shared_ptr<const Source>& text) {
      auto linted = lint(text, settings.packs, settings.selection, settings.options);
      Chunk aside;
      if (linted) {
        if (auto done = triage(input, *text, settings, linted.value(), aside); !done)
          return Result<LintResult>(done.error());
      }
      return linted;
    };
    auto mended = mend(*source, judge, run_.unsafe_fixes);
    if (!mended) return mended.error();
    chunk.mended.add(mended.value().count);
    const auto& made = mended.value().source;
    if (made == nullptr) return {};
    if (run_.mend == MendMode::kDiff) return show_diff(input, source, made, settings, chunk);
    if (auto written = replace_file(input.path, source->bytes(), made->bytes()); !written) return written;
    source = made;
    auto linted = lint(source, settings.packs, settings.selection, settings.options);
    if (!linted) return linted.error();
    result = std::move(linted).value();
    return {};
  }

  // Of the masked texts: a line of context may hold a secret.
  static Result<void> show_diff(const RunInput& input, std::shared_ptr<const Source> before,
                                std::shared_ptr<const Source> after, const FileSettings& settings, Chunk& chunk) {
    const Catalog& catalog = settings.packs.front()->catalog();
    auto shown_before = masked_text(std::move(before), catalog, settings.options);
    if (!shown_before) return shown_before.error();
    auto shown_after = masked_text(std::move(after), catalog, settings.options);
    if (!shown_after) return shown_after.error();
    chunk.diff += unified_diff(input.path, shown_before.value(), shown_after.value());
    return {};
  }

  // Takes away what was decided to be ignored, and what the baseline knows.
  Result<void> triage(const RunInput& input, const Source& source, const FileSettings& settings, LintResult& result,
                      Chunk& chunk) const {
    std::vector<Ignore> comments;
    if (settings.comments) {
      auto read = read_ignores(source, settings.packs);
      if (!read) return read.error();
      comments = std::move(read).value();
    }
    std::vector<const Ignore*> decided;
    std::vector<size_t> which;
    std::string path = settings.ignores.empty() ? std::string() : canonical_path(input.path).value_or(input.path);
    for (size_t index = 0; index < settings.ignores.size(); ++index) {
      const ProjectIgnore& one = settings.ignores[index];
      std::string_view below = path;
      if (below.starts_with(settings.folder)) below.remove_prefix(settings.folder.size());
      const auto& files = settings.ignored_files[index];
      if (files && !files->matches(below)) continue;
      decided.push_back(&one.ignore);
      which.push_back(index);
      if (!input.named) chunk.met.emplace_back(input.settings, index);
    }
    std::vector<bool> used;
    if (!comments.empty() || !decided.empty()) apply_ignores(result, comments, decided, settings.ignoring, used);
    for (size_t index = 0; index < used.size(); ++index) {
      if (used[index]) chunk.used.emplace_back(input.settings, which[index]);
    }
    if (run_.keep_found) chunk.found.insert(chunk.found.end(), result.findings.begin(), result.findings.end());
    if (run_.baseline) chunk.gone += run_.baseline->take_known(result, input.path);
    return {};
  }

  void refuse(const RunInput& input, const Error& error, Chunk& chunk) const {
    bool names_path = error.message.find(input.path) != std::string::npos;
    chunk.complaints.push_back(names_path ? error.message : input.path + ": " + error.message);
    report({input.path, nullptr, &error, nullptr}, chunk);
  }

  void report(const FileReport& file, Chunk& chunk) const {
    chunk.summary.add(file);
    for (size_t index = 0; index < run_.outputs.size(); ++index) {
      run_.outputs[index].reporter->file(file, chunk.parts[index]);
    }
  }

  void print(const Chunk& chunk) {
    summary_.add(chunk.summary);
    for (const Finding& finding : chunk.found) run_.found.add(finding);
    run_.gone += chunk.gone;
    for (auto [settings, which] : chunk.used) run_.used[settings][which] = true;
    for (auto [settings, which] : chunk.met) run_.met[settings][which] = true;
    for (size_t index = 0; index < run_.outputs.size(); ++index) {
      RunOutput& each = run_.outputs[index];
      each.reporter->add(chunk.parts[index], each.output.buffer());
      each.output.flush_if_large();
    }
    if (run_.diff) {
      run_.diff->buffer() += chunk.diff;
      run_.diff->flush_if_large();
    }
    run_.mended.add(chunk.mended);
    for (const std::string& complaint : chunk.complaints) run_.tell(complaint);
  }

  LintRun& run_;
  const size_t chunks_;
  const DiskFiles files_;
  RunSummary summary_;

  std::mutex mutex_;
  std::condition_variable made_;
  std::condition_variable printed_one_;
  std::vector<std::unique_ptr<Chunk>> ring_;
  size_t next_ = 0;     // the chunk to make
  size_t printed_ = 0;  // chunks taken out of the ring
  std::exception_ptr failure_;
};

}  // namespace

RunSummary LintRun::run() { return Runner(*this).go(); }

std::vector<const ProjectIgnore*> LintRun::unused() const {
  std::vector<const ProjectIgnore*> out;
  for (size_t index = 0; index < settings.size(); ++index) {
    for (size_t which = 0; which < settings[index].ignores.size(); ++which) {
      bool useless = met[index][which] && !used[index][which];
      if (settings[index].ignoring.tell_unused && useless) out.push_back(&settings[index].ignores[which]);
    }
  }
  return out;
}

}  // namespace klamm::cli
